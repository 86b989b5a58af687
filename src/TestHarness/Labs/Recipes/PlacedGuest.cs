using System.Collections.Immutable;
using TestHarness.Devices;
using TestHarness.Guests;
using TestHarness.Labs.Machines;
using TestHarness.GuestPlaces;
using TestHarness.Qemu.Machines;
using TestHarness.Qmp;

namespace TestHarness.Labs.Recipes;

/// <summary>A guest and its place, with what the start on another place needs.</summary>
/// <param name="name">The name that tells the guests of a scenario apart.</param>
/// <param name="disks">The disks that show LUNs, the usual one first.</param>
internal sealed class PlacedGuest(
    ILab lab,
    LabMachines machines,
    GuestRecipe recipe,
    string name,
    DeviceSet devices,
    Guest guest,
    GuestPlace place,
    ImmutableArray<DiskUnderTest> disks)
{
    private int _machines = 1;

    /// <summary>The scenario's lab.</summary>
    public ILab Lab => lab;

    /// <summary>The QEMUs of the scenario.</summary>
    public LabMachines Machines => machines;

    /// <summary>The way in which the guest is launched.</summary>
    public GuestRecipe Recipe => recipe;

    /// <summary>The name that tells the guests of a scenario apart.</summary>
    public string Name => name;

    /// <summary>The devices that the guest has beside its disk.</summary>
    public DeviceSet Devices => devices;

    /// <summary>The guest itself.</summary>
    public Guest Guest => guest;

    /// <summary>The disks that show LUNs, the usual one first.</summary>
    public ImmutableArray<DiskUnderTest> Disks => disks;

    /// <summary>The path of the usual disk in the guest.</summary>
    public string DiskPath => disks[0].Path;

    /// <summary>The guest's migrations, when the harness starts its QEMUs itself.</summary>
    public QemuMigrations Migrations => field ??= new QemuMigrations(this);

    /// <summary>The place where the guest is now.</summary>
    public GuestPlace Place { get; private set; } = place;

    /// <summary>The action with the monitor of each destination, called before the guest arrives.</summary>
    public Action<QmpClient> DestinationStarts { get; set; } = _ => { };

    /// <summary>
    /// Names the next QEMU of the guest, compares the QEMUs and the disks of both places, and prepares the guest's devices.
    /// </summary>
    public async Task<MachineRequest> PrepareAsync(GuestPlace next, CancellationToken cancellationToken)
    {
        recipe.RequireSameBoard(Place, next, lab.Environment.Guest);
        var request = new MachineRequest(lab, machines, next, $"{name}-{++_machines} on {next.Name}", devices);
        foreach (var (to, from) in next.OfEachDisk.Zip(Place.OfEachDisk))
        {
            if (await to.Disk.MatchAsync(to.Host.Host, from.Disk, from.Host.Host, cancellationToken) is { } compared)
                lab.Progress(compared);
        }

        await devices.PrepareAsync(next, Place, cancellationToken);
        return request;
    }

    /// <summary>Prepares the guest's devices, and starts an incoming QEMU.</summary>
    public async Task<QemuMachine> StartDestinationAsync(GuestPlace next, CancellationToken cancellationToken) =>
        await recipe.StartDestinationAsync(await PrepareAsync(next, cancellationToken), cancellationToken);

    /// <summary>Sets the place of the guest after a leg.</summary>
    public void MoveTo(GuestPlace arrived) => Place = arrived;
}
