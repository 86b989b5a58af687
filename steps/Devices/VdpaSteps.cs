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
    /// Two vdpa block devices with one content, from vdpa_sim_blk (the kernel's simulator, shared_backend=1), vduse (one image behind
    /// qemu-storage-daemon) or existing (hardware that the offer vdpa of the environment file names).
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
}
