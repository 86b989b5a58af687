using System.Collections.Immutable;
using Reqnroll;
using TestHarness.Devices;
using TestHarness.Devices.Luns;
using TestHarness.Devices.Npiv.Luns;
using TestHarness.Devices.Vfio.Nics;
using TestHarness.Domains;
using TestHarness.Failures;
using TestHarness.Labs.Guests;
using TestHarness.Labs.Recipes;
using TestHarness.GuestPlaces;
using TestHarness.Steps.Arguments;
using TestHarness.Steps.World;

namespace TestHarness.Steps.Devices;

/// <summary>Guests with virtual functions (VFs) of SR-IOV NICs.</summary>
[Binding]
public sealed class VfSteps(ScenarioWorld world, IReqnrollOutputHelper output)
{
    private bool _nativeHotplug;

    /// <summary>
    /// Makes VFs on the first NIC that the environment lists for each host. A NIC that has enough VFs keeps them.
    /// </summary>
    [Given("at least {int} VFs on the NIC of each host")]
    public async Task GivenVfsOnEachHost(VfCount count)
    {
        foreach (var nic in await Vfs.EnsureAsync(count.Value, world.Cancelled))
            output.WriteLine(nic);
    }

    /// <summary>
    /// Uses PCI Express's own hotplug in the place of ACPI's: a guest has 5 s to release a device, and needs its driver pciehp
    /// for it.
    /// </summary>
    [Given("guests with native PCI Express hotplug")]
    public void GivenNativeHotplug() => _nativeHotplug = true;

    /// <summary>
    /// Boots the harness's own guest with the environment's LUN as /dev/sda, and a VF. The text is QEMU failover pair,
    /// guest bond or libvirt teaming.
    /// </summary>
    [Given("a guest on {word} with the shared LUN, whose VF stays connected by {string}")]
    public Task GivenAGuestWithAVf(HostName host, VfConnection connection) =>
        GivenAGuestWithVfs(host, GuestVfCount.Parse("1"), connection);

    /// <summary>
    /// Boots the harness's own guest with the environment's LUN as /dev/sda, and several VFs. The text is QEMU failover pair,
    /// guest bond or libvirt teaming.
    /// </summary>
    [Given("a guest on {word} with the shared LUN, whose {int} VFs stay connected by {string}")]
    public async Task GivenAGuestWithVfs(HostName host, GuestVfCount count, VfConnection connection)
    {
        await BootAsync(host, count, connection);
        await world.Guest.SetUpDevicesAsync(world.Cancelled);
        foreach (var nic in world.Guest.Devices.Connections)
            output.WriteLine(nic);
    }

    /// <summary>Boots the guest with a VF, but does not configure the guest's network.</summary>
    [Given("a guest on {word} with the shared LUN and a VF for a {string}, which is not set up")]
    public Task GivenAGuestWithAVfThatIsNotSetUp(HostName host, VfConnection connection) =>
        BootAsync(host, GuestVfCount.Parse("1"), connection);

    /// <summary>Expects a pre-flight failure of the configuration of the guest's network.</summary>
    [When("its set-up is refused")]
    public async Task WhenItsSetUpIsRefused() =>
        world.Refusal = await Expected.FailureAsync(FailureClass.Preflight, () => world.Guest.SetUpDevicesAsync(world.Cancelled));

    /// <summary>Sets up the network of a guest that was started without it.</summary>
    [When("its set-up is made")]
    public Task WhenItsSetUpIsMade() => world.Guest.SetUpDevicesAsync(world.Cancelled);

    /// <summary>
    /// Sets the policy for a VF that cannot be added or carries nothing: go on (by virtio) or migrate back. Without a policy,
    /// such a migration fails.
    /// </summary>
    [Given("the policy for a VF that cannot be added is to {string}")]
    [When("the policy for a VF that cannot be added is to {string}")]
    public void GivenThePolicy(UnservedPolicy policy) => world.Guest.Devices.Policy = policy;

    /// <summary>Takes the driver that answers native hotplug from the guest's kernel.</summary>
    [When("the guest does not answer hot-unplug any more")]
    public async Task WhenTheGuestDoesNotAnswer()
    {
        var result = await world.Guest.Guest.Shell.RunAsync(
            "cd /sys/bus/pci_express/drivers/pciehp && for port in *:pcie*; do echo \"$port\" > unbind && echo \"unbound "
            + "$port\"; done",
            world.Lab.Environment.Timeouts.Command, world.Cancelled);
        output.WriteLine(result.Output);
        if (result.ExitCode != 0 || !result.Output.Contains("unbound", StringComparison.Ordinal))
        {
            throw new HarnessException(
                FailureClass.GuestHealth,
                $"expected the guest's ports to lose their driver pciehp, found: {result.Output.Trim()}");
        }
    }

    /// <summary>Starts a process that opens the first bound VF, as the QEMU of another guest would that comes first.</summary>
    [When("a process on {word} takes the first VF that is bound for a guest there")]
    public Task WhenAProcessTakesTheFirstVf(HostName host) => Vfs.HoldFirstVfAsync(world.Lab.Host(host), world.Cancelled);

    /// <summary>Opens every VF of the host's first NIC, as another guest would that has them all.</summary>
    [When("another guest on {word} has every VF there")]
    public Task WhenAnotherGuestHasEveryVf(HostName host) => Vfs.HoldVfsAsync(world.Lab.Host(host), world.Cancelled);

    /// <summary>
    /// Checks that each VF is the active interface, and that its packet counters rise with pings from another host.
    /// </summary>
    [Then("the guest's VFs carry its traffic")]
    public async Task ThenTheVfsCarryItsTraffic() => output.WriteLine(
        await Vfs.CheckTrafficAsync(Nics, world.Guest.Guest, world.Guest.Place, world.Cancelled));

    /// <summary>Checks that a NIC of the guest has virtio alone since the last leg, and why.</summary>
    [Then("NIC {int} of the guest is without its VF, for a reason that names {string}")]
    public void ThenANicIsWithoutItsVf(Position number, ReasonText text)
    {
        var reason = Nics.WithoutVf.FirstOrDefault(vf => vf.Nic.Number == number.Value)?.Failure;
        output.WriteLine(reason ?? "");
        if (reason?.Contains(text.Text, StringComparison.Ordinal) != true)
            throw new HarnessException(
                FailureClass.Migration,
                $"expected NIC {number.Value} to be without its VF because of '{text}', found: {reason ?? "the NIC has its VF"}");
    }

    private VfProvisioning Vfs => new(world.Lab);

    private GuestNics Nics =>
        world.Guest.Devices.Find<GuestNics>() ?? throw new HarnessException(
            FailureClass.Config, "the guest of this scenario has no VF");

    private async Task BootAsync(HostName host, GuestVfCount count, VfConnection connection)
    {
        world.Places = await new LunProvisioning(world.Lab).ProvideAsync(world.Cancelled);
        GuestRecipe recipe = connection == VfConnection.LibvirtTeaming ? new LibvirtGuest(world.Places.ToImmutableDictionary(
            place => place.Name,
            IDomainDevice (place) =>
                LunDisk.Of(new LunPath(place.Disk.Path), LunUse.Emulated, LibvirtGuest.Disk))) : await world.RecipeAsync();
        GuestNics nics = connection == VfConnection.LibvirtTeaming
            ? await Vfs.TeamedNicsAsync(world.Cancelled)
            : Vfs.AssignedNics(connection, count.Value, _nativeHotplug);
        world.Guest = await GuestUnderTest.BootAsync(
            world.Lab, world.Place(host), recipe, new DeviceSet(nics), cancellationToken: world.Cancelled);
    }
}
