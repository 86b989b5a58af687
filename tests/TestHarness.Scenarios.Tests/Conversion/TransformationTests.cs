using TestHarness.Scenarios.Running;
using TestHarness.Scenarios.Tests.Support;

namespace TestHarness.Scenarios.Tests.Conversion;

public sealed class TransformationTests
{
    [SetUp]
    public void Clear() => Log.Clear();

    [TestCase("Given it lasts 5 s", "00:00:05")]
    [TestCase("Given it lasts 2 min", "00:02:00")]
    [TestCase("Given a size of 4 MiB", "4194304")]
    [TestCase("Given the way is dark red", "DarkRed")]
    [TestCase("Given switched on: true, 1.5, 10, 99, 7c9e6679-7425-40de-944b-e07fc1f90ae7", "True 1.5 10 99 7c9e6679-7425-40de-944b-e07fc1f90ae7")]
    [TestCase("Given the size named big", "1000")]
    public async Task Converts_arguments(string step, string logged)
    {
        var result = await Engine.RunStepsAsync(step, typeof(Steps));
        Assert.That(Log.All, Is.EqualTo(new[] { logged }), $"{result.Error}");
    }

    [Test]
    public async Task Converts_a_table_by_a_transformation()
    {
        await Engine.RunStepsAsync("Given these sizes\n| size |\n| 1 |\n| 2 |", typeof(Steps));
        Assert.That(Log.All, Is.EqualTo(new[] { "1+2" }));
    }

    [Test]
    public async Task Gives_a_doc_string_as_it_is()
    {
        await Engine.RunStepsAsync("Given a text\n\"\"\"\nline 1\nline 2\n\"\"\"", typeof(Steps));
        Assert.That(Log.All, Is.EqualTo(new[] { "line 1\nline 2" }));
    }

    [Test]
    public async Task Says_where_and_why_an_argument_does_not_fit()
    {
        var result = await Engine.RunStepsAsync("Given the way is green", typeof(Steps));
        Assert.That(result.Outcome, Is.EqualTo(Outcome.Failed));
        Assert.That(result.Error!.Message, Does.Contain("some.feature:3: 'green' is not a Color; it is one of DarkRed").And.Contain("Steps.Way"));
    }

    public enum Color
    {
        DarkRed,
    }

    public sealed record Size(long Bytes);

    [Binding]
    public sealed class Steps
    {
        [StepArgumentTransformation(@"(\d+) (s|min)")]
        public static TimeSpan Duration(int count, string unit) => unit == "s" ? TimeSpan.FromSeconds(count) : TimeSpan.FromMinutes(count);

        [StepArgumentTransformation(@"(\d+) MiB")]
        public async Task<Size> InMebibytesAsync(long count)
        {
            await Task.Yield();
            return new Size(count << 20);
        }

        [StepArgumentTransformation("big")]
        public static int Big() => 1000;

        [StepArgumentTransformation("big|small")]
        public static Size Named(int count) => new(count);

        [StepArgumentTransformation]
        public static Size[] Sizes(DataTable table) => [.. table.Rows.Select(r => new Size(long.Parse(r["size"])))];

        [Given("it lasts {TimeSpan}")]
        public void Lasts(TimeSpan duration) => Log.Add(duration);

        [Given("a size of {Size}")]
        [Given("the size named {Size}")]
        public void OfSize(Size size) => Log.Add(size.Bytes);

        [Given("the way is {}")]
        public void Way(Color color) => Log.Add(color);

        [Given("switched on: {}, {double}, {byte}, {long}, {Guid}")]
        public void Switched(bool on, decimal number, byte small, long large, Guid id) =>
            Log.Add(FormattableString.Invariant($"{on} {number} {small} {large} {id}"));

        [Given("these sizes")]
        public void These(Size[] sizes) => Log.Add(string.Join('+', sizes.Select(s => s.Bytes)));

        [Given("a text")]
        public void Text(string text) => Log.Add(text);
    }
}
