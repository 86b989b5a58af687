using Reqnroll;
using TestHarness.Devices;
using TestHarness.Devices.Mdev;
using TestHarness.Devices.Mdev.Echo;
using TestHarness.Devices.Mdev.Provisioning;
using TestHarness.Failures;
using TestHarness.Labs.Guests;
using TestHarness.Steps.World;

namespace TestHarness.Steps.Guests;

/// <summary>Guests with an mdev of mtty, the kernel's sample of a serial card.</summary>
[Binding]
public sealed class MdevGuestSteps(ScenarioWorld world, MdevWorld mdevs, IReqnrollOutputHelper output)
{
    private int _before;

    /// <summary>Boots the harness's own guest, which can migrate to each mdev that the scenario has made.</summary>
    [Given("a guest with the mdev {word}")]
    public async Task GivenAGuestWithTheMdev(MdevName name)
    {
        var provisioning = new MdevProvisioning(world.Lab);
        world.Places = await provisioning.PlacesOfAsync(mdevs.Provisioned, world.Cancelled);
        var devices = new DeviceSet(provisioning.DeviceOf(mdevs.Provisioned));
        world.Guest = await GuestUnderTest.BootAsync(
            world.Lab, world.Place(name), await world.RecipeAsync(), devices, cancellationToken: world.Cancelled);
    }

    /// <summary>Starts numbered lines in the guest, one after the other; the mdev sends each line back.</summary>
    [Given("the guest sends numbered lines over the mdev's serial port and gets them back")]
    public Task GivenTheGuestSendsLines() => StartLinesAsync(pausesForLegs: true);

    /// <summary>Starts numbered lines in the guest, which do not pause for a leg: a line is under way at switchover.</summary>
    [Given("the guest sends numbered lines over the mdev's serial port, also during migrations")]
    public Task GivenTheGuestSendsLinesDuringMigrations() => StartLinesAsync(pausesForLegs: false);

    /// <summary>Checks that each line came back unchanged, and that lines come back now.</summary>
    [Then("every line has come back")]
    public async Task ThenEveryLineHasComeBack()
    {
        var echoed = await Echo.CheckAsync(world.Cancelled);
        output.WriteLine($"{echoed} lines have come back, {_before} of them before the migration");
    }

    private async Task StartLinesAsync(bool pausesForLegs)
    {
        await Mdev.StartEchoAsync(world.Guest.Guest, pausesForLegs, world.Cancelled);
        _before = await Echo.CheckAsync(world.Cancelled);
    }

    private MdevDevice Mdev => world.Guest.Devices.Find<MdevDevice>() ?? throw new HarnessException(
        FailureClass.Config, "the guest of this scenario has no mdev: begin with 'Given a guest with the mdev NAME'");

    private SerialEcho Echo => Mdev.RequireEcho();
}
