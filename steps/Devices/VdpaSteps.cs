using Reqnroll;
using TestHarness.Devices.Vdpa;
using TestHarness.Devices.Vdpa.Providers;
using TestHarness.Devices.Vdpa.Provisioning;
using TestHarness.GuestPlaces;
using TestHarness.Steps.World;

namespace TestHarness.Steps.Devices;

[Binding]
public sealed class VdpaSteps(ScenarioWorld world)
{
    /// <summary>
    /// Two vdpa block devices with one content, from vdpa_sim_blk (the kernel's simulator, shared_backend=1), vduse (one image
    /// behind qemu-storage-daemon) or existing (hardware that the offer vdpa of the environment file names).
    /// </summary>
    [Given("vdpa devices {word} and {word} on {word} from {word}, which share a backend")]
    public async Task GivenVdpaDevicesThatShareABackend(
        VdpaDeviceName one, VdpaDeviceName other, HostName host, VdpaSource provider) =>
        world.Places = await new VdpaProvisioning(world.Lab).MakeAsync(
            world.Lab.Host(host), provider, shared: true, one, other, cancellationToken: world.Cancelled);

    /// <summary>Two vdpa block devices that have nothing in common (vdpa_sim_blk, shared_backend=0).</summary>
    [Given("vdpa devices {word} and {word} on {word} from {word}, each with a backend of its own")]
    public async Task GivenVdpaDevicesOfTheirOwn(VdpaDeviceName one, VdpaDeviceName other, HostName host, VdpaSource provider) =>
        world.Places = await new VdpaProvisioning(world.Lab).MakeAsync(
            world.Lab.Host(host), provider, shared: false, one, other, cancellationToken: world.Cancelled);

    /// <summary>
    /// On each host a qemu-storage-daemon exports the environment's first LUN of kind device over VDUSE, as a vdpa block device.
    /// Guests run on the hosts and migrate between them; no hardware is needed.
    /// </summary>
    [Given("a vdpa device on each host from vduse, with the same LUN behind them")]
    public async Task GivenAVdpaDeviceOnEachHost() =>
        world.Places = await new VdpaProvisioning(world.Lab).MakeOnLunAsync(wrong: null, world.Cancelled);

    /// <summary>
    /// The same, but the device of one host has a file of the LUN's size behind it, in which no guest finds its data.
    /// </summary>
    [Given("a vdpa device on each host from vduse, with a file behind that of {word} and the LUN behind the others")]
    public async Task GivenAVdpaDeviceOnEachHostButAFile(HostName host) =>
        world.Places = await new VdpaProvisioning(world.Lab).MakeOnLunAsync(world.Lab.Host(host), world.Cancelled);

    /// <summary>Deletes the device that a step has made for the host, once no process holds the device open.</summary>
    [When("the vdpa device of {word} is removed")]
    public Task WhenTheVdpaDeviceIsRemoved(HostName host)
    {
        var place = world.Place(host);
        var disk = VdpaLunDisk.Require(place.Disk);
        return VdpaTool.DeleteAsync(place.Host.Host, disk.Device.Name, world.Cancelled);
    }
}
