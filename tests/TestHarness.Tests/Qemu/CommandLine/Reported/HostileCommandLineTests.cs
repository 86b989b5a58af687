using TestHarness.Failures;
using TestHarness.Qemu.CommandLine.Reported;

namespace TestHarness.Tests.Qemu.CommandLine.Reported;

[Parallelizable(ParallelScope.All)]
internal sealed class HostileCommandLineTests
{
    [TestCaseSource(typeof(HostileCommandLine), nameof(HostileCommandLine.Names))]
    public void A_hostile_command_line_is_refused_with_its_position_or_launched_without_the_bait(string name)
    {
        var hostile = HostileCommandLine.Read(name);
        if (hostile.Refusal is { } refusal)
        {
            Assert.That(() => ReportedCommandLine.Parse(hostile.Text), Throws.TypeOf<HarnessException>()
                .With.Message.StartsWith("[config]").And.Message.Contains(refusal).And.Message.Match(@"line \d+, column \d+: "));
            return;
        }

        var launched = hostile.Launch("qemu-system-x86_64", LaunchedWords.Image, LaunchedWords.Lun, LaunchedWords.Directory);

        Assert.That(LaunchedWords.Foreign(launched), Is.Empty, hostile.Intent);
        Assert.That(
            launched.ToArguments().Count(word => word.Contains(LaunchedWords.Lun)), Is.EqualTo(1), "the LUN is opened once");
        Assert.That(launched.Devices.Count(device => device.Id == "disk0"), Is.EqualTo(1));
    }

    [Test]
    public void There_are_at_least_75() => Assert.That(HostileCommandLine.Names.Count(), Is.AtLeast(75));
}
