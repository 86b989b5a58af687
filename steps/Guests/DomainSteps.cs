using System.Collections.Immutable;
using Reqnroll;
using TestHarness.Devices.Npiv.Luns;
using TestHarness.Devices.Npiv.Provisioning;
using TestHarness.Domains;
using TestHarness.Failures;
using TestHarness.Labs.Guests;
using TestHarness.Labs.Recipes;
using TestHarness.GuestPlaces;
using TestHarness.Steps.Arguments;
using TestHarness.Steps.World;

namespace TestHarness.Steps.Guests;

/// <summary>The harness's guest as a libvirt domain, which virsh migrates.</summary>
[Binding]
public sealed class DomainSteps(ScenarioWorld world, NpivWorld npiv, IReqnrollOutputHelper output)
{
    /// <summary>
    /// Starts the guest as a domain. The device and type are libvirt's: disk (QEMU emulates the disk) or lun (the LUN is passed
    /// through), and block (by its path) or volume (of a pool).
    /// </summary>
    [Given("a libvirt domain on {word} with the LUN as device {word} of type {word}")]
    public async Task GivenALibvirtDomain(HostName host, LunUse device, LunSourceKind type)
    {
        var disks = npiv.Vhbas.ToImmutableDictionary(
            vhba => vhba.Place.Name,
            IDomainDevice (vhba) => LunDisk.Of(Source(vhba, type), device, LibvirtGuest.Disk));
        var recipe = new LibvirtGuest(disks);
        world.Guest = await GuestUnderTest.BootAsync(world.Lab, world.Place(host), recipe, cancellationToken: world.Cancelled);
        var domain = recipe.Domain(
            world.Guest.Place, world.Lab.Environment.Guest, world.Guest.Guest.Machine.Directory, devices: []);
        output.WriteLine($"{domain.ToXml()}");
    }

    private LunSource Source(VhbaPlace vhba, LunSourceKind type) => type switch
    {
        LunSourceKind.Block => new LunPath(vhba.Place.Disk.Path),
        LunSourceKind.Volume when npiv.PoolName is { } pool => vhba.VolumeOf(pool),
        _ => throw new HarnessException(
            FailureClass.Config,
            "a domain with a LUN of type volume needs a pool: 'Given a pool NAME of vHBA 1 of the environment on each host, …' "
            + "comes first"),
    };
}
