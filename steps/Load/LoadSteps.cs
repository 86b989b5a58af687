using Reqnroll;
using TestHarness.Labs.Guests;
using TestHarness.Load;
using TestHarness.Qemu.CommandLine;
using TestHarness.Steps.Arguments;
using TestHarness.Steps.Health;
using TestHarness.Steps.World;

namespace TestHarness.Steps.Load;

/// <summary>The load of the guest, and the comparison of its data.</summary>
[Binding]
public sealed class LoadSteps(ScenarioWorld world, IReqnrollOutputHelper output)
{
    private TimeSpan Timeout => world.Lab.Environment.Timeouts.Load;

    /// <summary>
    /// Runs a dd in the guest, again and again until the load is stopped; the environment's load.scale shortens its count. It
    /// writes to the disk under test, whatever name of= has: a guest's kernel names its disks as it finds them.
    /// </summary>
    [Given("the guest writes {string} to the LUN, pass after pass")]
    [Given("the guest writes {string} to the disk, pass after pass")]
    public Task GivenTheGuestWritesPassAfterPass(DdCommand dd) => StartAsync(world.Guest.Data, dd);

    /// <summary>The same on another disk of the guest that shows a LUN, by the id of its device.</summary>
    [Given("the guest writes {string} to its disk {word}, pass after pass")]
    public Task GivenTheGuestWritesToADisk(DdCommand dd, DeviceId disk) => StartAsync(world.Guest.Disks.Of(disk.Text), dd);

    /// <summary>
    /// Writes numbered blocks of 64 KiB, each on the medium before the next one. A lost or damaged block is found to the byte.
    /// </summary>
    [Given("the guest writes stamped blocks to the LUN")]
    public Task GivenTheGuestWritesStampedBlocks() => StampAsync(world.Guest.Data);

    /// <summary>The same on another disk of the guest that shows a LUN, by the id of its device.</summary>
    [Given("the guest writes stamped blocks to its disk {word}")]
    public Task GivenTheGuestWritesStampedBlocksTo(DeviceId disk) => StampAsync(world.Guest.Disks.Of(disk.Text));

    /// <summary>Stops the load once its present write has ended, and reports the amount and the rate.</summary>
    [When("the load is stopped")]
    public Task WhenTheLoadIsStopped() => StopAsync(world.Guest.Data);

    /// <summary>The same for the load on another disk.</summary>
    [When("the load on disk {word} is stopped")]
    public Task WhenTheLoadOnADiskIsStopped(DeviceId disk) => StopAsync(world.Guest.Disks.Of(disk.Text));

    /// <summary>Compares the data that a load or a file wrote with what the guest reads and what the host reads.</summary>
    [Then("the LUN/disk holds what the guest wrote")]
    public async Task ThenTheLunHoldsWhatTheGuestWrote() => output.WriteLine(await world.Guest.Data.VerifyAsync(world.Cancelled));

    /// <summary>The same for another disk.</summary>
    [Then("disk {word} holds what the guest wrote")]
    public async Task ThenADiskHoldsWhatTheGuestWrote(DeviceId disk) =>
        output.WriteLine(await world.Guest.Disks.Of(disk.Text).VerifyAsync(world.Cancelled));

    /// <summary>Expects that the data check fails, and that it names every text of the table's column finding.</summary>
    [Then("the data check fails and names:")]
    public async Task ThenTheDataCheckFails(ExpectedFindings findings)
    {
        var failure = await Expected.FailureAsync(
            Failures.FailureClass.Data, () => world.Guest.Data.VerifyAsync(world.Cancelled));
        output.WriteLine(failure);
        findings.CheckNamed("the data check", Failures.FailureClass.Data, failure);
    }

    /// <summary>
    /// Overwrites a part of the LUN on the host, without the guest's knowledge; the part must be inside the LUN.
    /// </summary>
    [When("a host overwrites {int} bytes of the LUN at byte {int}")]
    public Task WhenAHostOverwritesTheLun(ByteCount length, ByteOffset offset) =>
        world.Guest.Place.Disk.OverwriteAsync(
            world.Guest.Place.Host.Host, offset.Value, length.Value, world.Cancelled);

    /// <summary>
    /// Checks that the load made progress around each leg. The limit is for hardware; an environment may set how many times
    /// slower it is.
    /// </summary>
    [Then("no write stalled for longer than {int} s")]
    public void ThenNoWriteStalled(Seconds limit) =>
        world.Guest.Summary.CheckStalls(world.Lab.Environment.ScaleLimit(TimeSpan.FromSeconds(limit.Value)));

    private async Task StartAsync(GuestData data, DdCommand dd)
    {
        var command = dd.Scale(world.Lab.Environment.Load.Scale).To(data.DiskPath);
        output.WriteLine($"load: {command}");
        await data.Load.StartAsync(
            async (shell, lun) => await DdLoad.StartAsync(shell, lun, command, Timeout, world.Cancelled), world.Cancelled);
    }

    private Task StampAsync(GuestData data) => data.Load.StartAsync(
        async (shell, lun) => await StampedLoad.StartAsync(
            shell, lun, data.DiskPath, Timeout, cancellationToken: world.Cancelled),
        world.Cancelled);

    private async Task StopAsync(GuestData data)
    {
        var written = await data.Load.StopAsync(world.Cancelled);
        output.WriteLine($"written: {written.Bytes / 1048576.0:0.0} MiB at {written.Rate / 1048576.0:0.0} MiB/s");
    }
}
