using Reqnroll;
using TestHarness.Devices.Mdev;
using TestHarness.Failures;
using TestHarness.Labs;
using TestHarness.Load;
using TestHarness.Steps.World;

namespace TestHarness.Steps.Guests;

/// <summary>Guests with an mdev of mtty, the kernel's sample of a serial card.</summary>
[Binding]
public sealed class MdevGuestSteps(ScenarioWorld world, MdevWorld mdevs, IReqnrollOutputHelper output)
{
    private int _before;

    /// <summary>The harness's own guest; it can be migrated to each mdev that the scenario has made.</summary>
    [Given("a guest with the mdev {word}")]
    public async Task GivenAGuestWithTheMdev(MdevName name)
    {
        world.Places = await world.Lab.PlacesOfAsync(mdevs.Provisioned, world.Cancelled);
        world.Guest =
            await GuestUnderTest.BootAsync(world.Lab, world.Place(name), new BuiltInGuest(), cancellationToken: world.Cancelled);
    }

    /// <summary>Line after line; the mdev sends back what it gets.</summary>
    [Given("the guest sends numbered lines over the mdev's serial port and gets them back")]
    public async Task GivenTheGuestSendsLines()
    {
        await world.Guest.StartEchoAsync(world.Cancelled);
        _before = await Echo.CheckAsync(world.Cancelled);
    }

    [Then("every line has come back")]
    public async Task ThenEveryLineHasComeBack()
    {
        var echoed = await Echo.CheckAsync(world.Cancelled);
        output.WriteLine($"{echoed} lines have come back, {_before} of them before the migration");
    }

    private SerialEcho Echo => world.Guest.Echo ?? throw new HarnessException(
        FailureClass.Config,
        "the guest sends no lines: "
        + "'Given the guest sends numbered lines over the mdev's serial port and gets them back' comes first");
}
