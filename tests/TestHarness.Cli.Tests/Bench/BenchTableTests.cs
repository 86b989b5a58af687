using TestHarness.Cli.Bench;
using TestHarness.Cli.Terminals;

namespace TestHarness.Cli.Tests.Bench;

public sealed class BenchTableTests
{
    private static string Show(BenchResult[] measured, params BenchResult[] before)
    {
        using var output = new StringWriter();
        new Terminal(output, isPlain: true).Write(BenchTable.Of(measured, before));
        return output.ToString();
    }

    [Test]
    public void A_figure_stands_beside_the_one_of_the_last_run_with_the_change_of_the_ratio()
    {
        var lines = Show([BenchResults.Of("a", 2.5)], BenchResults.Of("b", 9), BenchResults.Of("a", 2)).Split('\n');

        Assert.That(lines[1].Split('|', StringSplitOptions.TrimEntries), Is.EqualTo(new[]
        {
            "", "figure", "measured against", "median", "against", "unit", "of", "ratio", "bound", "before", "change", "",
        }));
        Assert.That(lines[3].Split('|', StringSplitOptions.TrimEntries), Is.EqualTo(new[]
        {
            "", "a", "a against something", "2.5", "2", "s", "5", "1.250", "≤ 1.50", "1.000", "+25 %", "",
        }));
    }

    [TestCase(1.5, "-25 %")]
    [TestCase(2, "0 %")]
    public void A_change_has_its_sign(double measured, string change) =>
        Assert.That(BenchTable.Change(BenchResults.Of("a", measured), BenchResults.Of("a", 2)), Is.EqualTo(change));

    [Test]
    public void A_figure_without_a_last_one_has_no_change() =>
        Assert.That(Show([BenchResults.Of("a", 2)]).Split('\n')[3], Does.Match(@"≤ 1\.50 \|\s+\|\s+\|\s*$"));

    [Test]
    public void A_ratio_out_of_its_bound_is_reported() =>
        Assert.That(Show([BenchResults.Of("a", 3.1)]), Does.Contain("≤ 1.50 MISSED"));

    [Test]
    public void A_profile_names_a_scenario_once()
    {
        using var output = new StringWriter();
        new Terminal(output, isPlain: true).Write(ProfileTable.Of(
        [
            new ProfileRow("bare script", "boot", 1, 1.5), new ProfileRow("bare script", "leg 1", 1, 0.25),
            new ProfileRow("ping-pong", "Given a guest", 1, 2, 0.125),
        ]));

        var cells = output.ToString().Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
            .Select(line => string.Join(",", line.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries)));
        Assert.That(cells, Is.EqualTo(new[]
        {
            "bare script,boot,1,1.500,", ",leg 1,1,0.250,", "ping-pong,Given a guest,1,2.000,0.125",
        }));
    }
}
