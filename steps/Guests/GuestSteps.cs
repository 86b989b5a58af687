using Reqnroll;
using TestHarness.Devices.Luns;
using TestHarness.Evidence.Reproduction;
using TestHarness.Failures;
using TestHarness.Guests;
using TestHarness.Labs.Guests;
using TestHarness.GuestPlaces;
using TestHarness.Steps.Arguments;
using TestHarness.Steps.World;

namespace TestHarness.Steps.Guests;

/// <summary>The guests with a shared LUN or several devices, and commands in them.</summary>
[Binding]
public sealed class GuestSteps(ScenarioWorld world, IReqnrollOutputHelper output)
{
    /// <summary>
    /// Chooses the guest that later steps boot: a name of the list guests of the environment, such as debian, which every
    /// environment has. Without this step they boot the environment's usual guest.
    /// </summary>
    [Given("the guest is {string}")]
    public void GivenTheGuestIs(GuestName name) => world.GuestName = name;

    /// <summary>
    /// Makes the environment's LUN, and boots the harness's own guest with the LUN as /dev/sda, behind virtio-scsi.
    /// </summary>
    [Given("a guest on {word} with the shared LUN")]
    public async Task GivenAGuestWithTheSharedLun(HostName host)
    {
        world.Places = await new LunProvisioning(world.Lab).ProvideAsync(world.Cancelled);
        world.Guest =
            await GuestUnderTest.BootAsync(
                world.Lab, world.Place(host), await world.RecipeAsync(), cancellationToken: world.Cancelled);
        output.WriteLine($"{world.Guest.Guest.Machine.Name} is up under {world.Guest.Place.Host.Tools.Accelerator}");
    }

    /// <summary>
    /// Makes devices on each host, and boots the harness's own guest with them: a table with the columns device and setting, of
    /// which "Tables of devices" has all values. One device is the guest's disk, /dev/sda.
    /// </summary>
    [Given("a guest on {word} with the devices:")]
    public async Task GivenAGuestWithTheDevices(HostName host, GuestDevices devices)
    {
        (world.Places, var beside) = await devices.ProvideAsync(world.Lab, world.Cancelled);
        world.Guest = await GuestUnderTest.BootAsync(
            world.Lab, world.Place(host), await world.RecipeAsync(), beside, cancellationToken: world.Cancelled);
        await world.Guest.SetUpDevicesAsync(world.Cancelled);
        foreach (var connection in beside.Connections)
            output.WriteLine(connection);
    }

    /// <summary>
    /// Boots the guest with the environment's LUN on a disk that fails every write to one sector (QEMU's blkdebug).
    /// </summary>
    [Given("a guest on {word} whose LUN fails writes at {int} MiB")]
    public async Task GivenAGuestWhoseLunFailsWrites(HostName host, MebibyteOffset mebibytes)
    {
        world.Places = await new LunProvisioning(world.Lab).ProvideAsync(world.Cancelled);
        var place = world.Place(host);
        var failing = place with { Disk = place.Disk.FailingWritesAt(mebibytes.Value << 20) };
        world.Guest =
            await GuestUnderTest.BootAsync(world.Lab, failing, await world.RecipeAsync(), cancellationToken: world.Cancelled);
    }

    /// <summary>Runs a shell command in the guest; its exit code must be 0.</summary>
    [When("the guest runs {string}")]
    public async Task WhenTheGuestRuns(GuestCommand command)
    {
        var result = await RunAsync(command);
        if (result.ExitCode != 0)
            throw new HarnessException(
                FailureClass.GuestHealth, $"'{command}' exited with {result.ExitCode} in the guest: {result.Output.Trim()}");
    }

    /// <summary>Runs a shell command in the guest; its exit code must not be 0.</summary>
    [When("the guest runs {string}, which fails")]
    public async Task WhenTheGuestRunsWhichFails(GuestCommand command)
    {
        var result = await RunAsync(command);
        if (result.ExitCode == 0)
            throw new HarnessException(FailureClass.GuestHealth, $"'{command}' succeeded in the guest, expected it to fail");
    }

    /// <summary>Checks that the guest runs on the host, with every health check.</summary>
    [Then("the guest runs on {word}")]
    public async Task ThenTheGuestRunsOn(HostName host)
    {
        var status = await world.Guest.Health.CheckRunsOnAsync(world.Place(host), world.Cancelled);
        status.ThrowIfUnhealthy($"while the guest runs on {host}");
    }

    private async Task<ShellResult> RunAsync(GuestCommand command)
    {
        var (guest, host) = (world.Guest.Guest, world.Guest.Place.Host.Name);
        world.Lab.Record(new GuestStep(
            $"type into the guest's serial port: {command}", host, guest.Machine.Directory, command.Text));
        var result = await guest.Shell.RunAsync(
            command.Text, world.Lab.Environment.Timeouts.Command, world.Cancelled);
        output.WriteLine(result.Output);
        return result;
    }
}
