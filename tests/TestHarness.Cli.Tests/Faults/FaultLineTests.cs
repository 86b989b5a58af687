using TestHarness.Cli.Faults;

namespace TestHarness.Cli.Tests.Faults;

internal sealed class FaultLineTests
{
    [Test]
    public void A_phase_without_a_result_did_not_run_and_is_no_pass()
    {
        var lines = FaultLine.Join(
            ["# comment", "", "ssh-cut\tProject\topen,leg"],
            ["ssh-cut\tleg\tssh\t5.0\t5 of 5\tpassed", "other\tleg\tssh\t5.0\t5 of 5\tpassed", "cut off"]).ToArray();

        Assert.That(lines, Is.EqualTo(
            new[]
            {
                new FaultLine("ssh-cut", "open", "-", "-", "-", FaultLine.DidNotRun),
                new FaultLine("ssh-cut", "leg", "ssh", "5.0", "5 of 5", "passed"),
            }));
        Assert.That(lines.Select(line => line.HasPassed), Is.EqualTo(new[] { false, true }));
    }

    [TestCase("TestCategory=faults", true)]
    [TestCase("TestCategory=faults&TestCategory!=lab", true)]
    [TestCase("TestCategory=lab", false)]
    public void The_table_is_for_a_filter_that_names_the_category(string filter, bool isFor) =>
        Assert.That(FaultTable.IsFor(["--filter", filter]), Is.EqualTo(isFor));
}
