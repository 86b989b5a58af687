using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Labs;
using TestHarness.Labs.Guests;

namespace TestHarness.Tests.Labs.LegChecks;

/// <summary>Another process that writes to the guest's LUN.</summary>
internal sealed class WriterLegTests : SharedGuestLegs
{
    private const string Nobody = "65534";

    private readonly List<string> _progress = [];
    private bool _isNobody;

    private string Lun => Guest.Place.Disk.Path;

    protected override void Plant() => Plants.Change("fdinfo", command => _isNobody
        ? Plants.Copy(command, "setpriv", [$"--reuid={Nobody}", "--clear-groups", "--", command.Program, .. command.Arguments])
        : command);

    protected override void Tell(string line)
    {
        base.Tell(line);
        _progress.Add(line);
    }

    [TearDown]
    public void BecomeRoot() => _isNobody = false;

    [Test]
    [PlantsFault(HealthCheck.SingleWriter)]
    public async Task A_third_process_that_holds_the_LUN_open_for_writing_fails_the_leg()
    {
        await CleanLegAsync();
        await using (new FileStream(Lun, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            Assert.That(
                await FailedLegAsync(),
                Does.Contain($"(process {System.Environment.ProcessId}) holds {Lun} open for writing beside "));
        }

        Assert.That(Findings.Single().Check, Is.EqualTo(HealthCheck.SingleWriter));
        await CleanLegAsync();
    }

    [Test]
    [PlantsFault(HealthCheck.SingleWriter)]
    public async Task A_writer_that_is_another_users_and_has_another_name_for_the_LUN_fails_the_leg()
    {
        if (!System.Environment.IsPrivilegedProcess)
            Skip.Because(SkipReason.NotRoot, "only root can start a process of another user");
        await CleanLegAsync();
        File.CreateSymbolicLink(Folder["alias"], Lun);
        await using var writer = await Guest.Place.Host.Host.StartAsync(Command.Shell(
            $"exec 3<> \"$1\" && exec setpriv --reuid={Nobody} --clear-groups sleep 300", Folder["alias"]));
        await UntilAsync(() => File.ReadAllText($"/proc/{writer.ProcessId}/comm") == "sleep\n");

        Assert.That(
            await FailedLegAsync(), Does.Contain($"sleep (process {writer.ProcessId}) holds {Lun} open for writing beside "));
    }

    [Test]
    [PlantsFault(HealthCheck.SingleWriter)]
    public async Task A_source_that_keeps_the_LUN_open_after_switchover_fails_the_leg()
    {
        await CleanLegAsync(Elsewhere.With(Folder["keeps"], $"""exec 9<> '{Lun}'; exec "$qemu" "$@" """));

        Assert.That(
            await FailedLegAsync(), Does.Contain($"the source still holds {Lun} open for writing after switchover (/proc/"));
        Assert.That(Findings.Single().Check, Is.EqualTo(HealthCheck.SingleWriter));
    }

    /// <summary>The process that is known as QEMU has started another one, which holds the LUN.</summary>
    [Test]
    [PlantsFault(HealthCheck.SingleWriter)]
    public async Task A_destination_that_does_not_hold_the_LUN_fails_the_leg()
    {
        await CleanLegAsync();

        Assert.That(
            await FailedLegAsync(to: Elsewhere.With(Folder["starts"], """ "$qemu" "$@"; exit $? """)),
            Does.Contain($"this QEMU runs the guest but does not hold {Lun} open for writing"));
        Assert.That(Findings, Has.Length.EqualTo(2), "the other process is a writer beside the destination");

        await CleanLegAsync();
    }

    [Test]
    public async Task A_reader_of_the_LUN_is_not_a_writer()
    {
        await using (new FileStream(Lun, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
            await CleanLegAsync();
    }

    /// <summary>
    /// Strict mode fails for it: where /proc shows nothing of other users' processes, nobody knows whether they write.
    /// </summary>
    [Test]
    [PlantsFault(HealthCheck.SingleWriter)]
    public async Task A_harness_that_may_not_look_at_all_processes_says_that_it_did_not()
    {
        File.SetUnixFileMode(Path.GetDirectoryName(Lun)!, (UnixFileMode)Convert.ToInt32("711", 8));
        _isNobody = System.Environment.IsPrivilegedProcess;
        await CleanLegAsync();

        Guest.WriteEvidence();
        var report = Guest.Legs[^1];
        Assert.That(report.Health.NotChecked.Select(check => check.Check), Does.Contain(HealthCheck.SingleWriter));
        Assert.Multiple(() =>
        {
            Assert.That($"{report}", Does.Contain("not checked: ").And.Contain("single writer of host"));
            Assert.That(_progress, Has.Member($"{report}"));
            Assert.That(File.ReadAllLines(Path.Combine(Lab.Evidence.Folder, GuestUnderTest.LegsFile)), Has.Member($"{report}"));
            Assert.That(
                Lab.Unmade.Describe(),
                Does.Match(@"single writer of host\d: the kernel does not show the open files of \d+ processes to this user"));
            Assert.That(
                Lab.Unmade.ThrowIfAny,
                Throws.TypeOf<HarnessException>().With.Message.StartsWith("[guest-health] strict mode: not checked: "));
        });
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var bound = new CancellationTokenSource(Soon);
        while (!condition())
            await Task.Delay(10, bound.Token);
    }
}
