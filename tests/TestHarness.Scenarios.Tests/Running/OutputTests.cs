using Reqnroll;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;
using TestHarness.Scenarios.Tests.Support;

namespace TestHarness.Scenarios.Tests.Running;

/// <summary>What steps write and attach.</summary>
public sealed class OutputTests
{
    [Test]
    public async Task Output_and_attachments_come_while_their_step_runs()
    {
        var seen = new Seen();
        var result = await Engine.RunAsync(
            "Feature: F\n  Scenario: S\n    When it tells\n    And it tells", new RunOptions([seen]), CancellationToken.None,
            typeof(Steps));
        Assert.That(result.IsSuccess, $"{result.Scenarios[0].Error}");
        string[] one = ["step", "line {0}", "line two", "file evidence.log text/plain", "end"];
        Assert.That(seen.Lines, Is.EqualTo(one.Concat(one)));
    }

    [Test]
    public async Task A_step_that_attaches_no_file_fails()
    {
        var result = await Engine.RunStepsAsync("When it attaches nothing", typeof(Steps));
        Assert.That(
            result.Error,
            Is.TypeOf<FileNotFoundException>().With.Message.EqualTo("cannot attach /no/such/file: there is no such file"));
    }

    [Binding]
    public sealed class Steps(IReqnrollOutputHelper output)
    {
        [When("it tells")]
        public void Tells()
        {
            var file = Path.Combine(Directory.CreateTempSubdirectory("evidence-").FullName, "evidence.log");
            File.WriteAllText(file, "x");
            output.WriteLine("line {0}");
            output.WriteLine("line {0}", "two");
            output.AddAttachment(file);
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }

        [When("it attaches nothing")]
        public void AttachesNothing() => output.AddAttachment("/no/such/file");
    }

    private sealed class Seen : IRunObserver
    {
        public List<string> Lines { get; } = [];

        public void StepStarted(StepPlan step) => Lines.Add("step");

        public void StepFinished(StepResult result) => Lines.Add("end");

        public void OutputWritten(string line) => Lines.Add($"line {line.Replace("line ", "", StringComparison.Ordinal)}");

        public void AttachmentAdded(Attachment attachment) => Lines.Add($"file {attachment.Name} {attachment.MediaType}");
    }
}
