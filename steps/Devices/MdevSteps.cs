using Reqnroll;
using TestHarness.Devices.Mdev;
using TestHarness.Devices.Mdev.Provisioning;
using TestHarness.Devices.Vfio.Nics;
using TestHarness.Failures;
using TestHarness.GuestPlaces;
using TestHarness.Steps.Arguments;
using TestHarness.Steps.World;

namespace TestHarness.Steps.Devices;

/// <summary>The mdevs that the scenario makes on a host with mdevctl.</summary>
[Binding]
public sealed class MdevSteps(ScenarioWorld world, MdevWorld mdevs, IReqnrollOutputHelper output)
{
    /// <summary>
    /// Defines and starts two mdevs of a type, for example mtty-2, below the first parent with room. The module mtty is loaded
    /// for its types.
    /// </summary>
    [Given("mdevs {word} and {word} of type {word} on {word}")]
    public async Task GivenMdevs(MdevName one, MdevName other, MdevTypeName type, HostName host)
    {
        foreach (var mdev in await new MdevProvisioning(world.Lab).MakeAsync(
            world.Lab.Host(host), type, [one, other], world.Cancelled))
            Add(mdev);
    }

    /// <summary>Defines and starts an mdev of a type below the first parent with room.</summary>
    [Given("an mdev {word} of type {word} on {word}")]
    public async Task GivenAnMdev(MdevName name, MdevTypeName type, HostName host) =>
        Add((await new MdevProvisioning(world.Lab).MakeAsync(world.Lab.Host(host), type, [name], world.Cancelled))[0]);

    /// <summary>
    /// Defines and starts an mdev with attributes: a table with the columns attribute and value, which mdevctl writes to sysfs in
    /// this order. An attribute is a file of the mdev's own directory, of power or of nvidia.
    /// </summary>
    [Given("an mdev {word} of type {word} on {word} with the attributes:")]
    public async Task GivenAnMdevWithAttributes(MdevName name, MdevTypeName type, HostName host, MdevAttributes attributes) =>
        Add(
            await new MdevProvisioning(world.Lab).MakeAsync(
                world.Lab.Host(host), type, name, attributes.Attributes, world.Cancelled));

    /// <summary>
    /// Defines an mdev. mdevctl accepts any parent in a definition; only the start shows whether the parent is right.
    /// </summary>
    [Given("an mdev {word} of type {word} that is only defined on {word}, below the parent {word}")]
    public async Task GivenAnMdevThatIsOnlyDefined(MdevName name, MdevTypeName type, HostName host, MdevParentName parent)
    {
        var device = new MediatedDevice(Guid.NewGuid(), type, parent, MdevStart.Manual, []);
        await MdevctlTool.DefineAsync(world.Lab.Host(host).Host, world.Lab.Provisioning, device, world.Cancelled);
        mdevs.AddDefined(name, world.Lab.Host(host).Host, device.Uuid);
    }

    /// <summary>Stops an mdev that the scenario has made.</summary>
    [Given("the mdev {word} is stopped")]
    [When("the mdev {word} is stopped")]
    public Task WhenTheMdevIsStopped(MdevName name) =>
        MdevctlTool.StopAsync(mdevs.Find(name).Host, mdevs.Find(name).Device, world.Cancelled);

    /// <summary>Removes the definition of an mdev that the scenario has made.</summary>
    [Given("the mdev {word} is undefined")]
    [When("the mdev {word} is undefined")]
    public Task WhenTheMdevIsUndefined(MdevName name) =>
        MdevctlTool.UndefineAsync(mdevs.Find(name).Host, mdevs.Find(name).Device, world.Cancelled);

    /// <summary>Checks that each mdev of the scenario is there with its type, below its parent.</summary>
    [Then("the mdevs are as they were made")]
    public async Task ThenTheMdevsAreAsTheyWereMade()
    {
        if (mdevs.Provisioned.IsEmpty)
            throw new HarnessException(
                FailureClass.Config, "the scenario made no mdev: 'Given an mdev NAME of type TYPE on HOST' comes first");
        foreach (var mdev in mdevs.Provisioned)
            (await mdev.CheckAsync(world.Cancelled)).ThrowIfUnhealthy("now");
    }

    /// <summary>Starts a process that opens the mdev, as another guest's QEMU would.</summary>
    [When("another process has the mdev {word}")]
    public Task WhenAnotherProcessHasTheMdev(MdevName name) =>
        new VfProvisioning(world.Lab).HoldAsync(mdevs.Find(name).Host, mdevs.Find(name).Device.SysfsPath, world.Cancelled);

    private void Add(ProvisionedMdev mdev)
    {
        mdevs.Add(mdev);
        output.WriteLine($"{mdev.Name} is {mdev.Device}");
    }
}
