using System.Collections.Immutable;
using TestHarness.Devices;
using TestHarness.Guests;
using TestHarness.Health.Reachability;
using TestHarness.Labs.Recipes;
using TestHarness.Migration;
using TestHarness.GuestPlaces;

namespace TestHarness.Labs.Guests;

/// <summary>
/// A guest with its disk, devices, load and watches: a scenario migrates it, and checks all of these after every leg.
/// </summary>
public sealed class GuestUnderTest : IAsyncDisposable
{
    /// <summary>The file of evidence with a line for each leg's figures, and for each policy that was followed.</summary>
    public const string LegsFile = "legs.txt";

    private readonly PlacedGuest _guest;
    private readonly GuestLegs _legs;
    private readonly GuestEvidence _evidence;

    private GuestUnderTest(Lab lab, PlacedGuest guest, GuestDisks disks, GuestHealth health)
    {
        (_guest, Disks, Health) = (guest, disks, health);
        _legs = new GuestLegs(lab, guest, new LegChecks(lab, guest, disks, health));
        _evidence = new GuestEvidence(lab, guest, Load, health, _legs);
    }

    /// <summary>The guest itself.</summary>
    public Guest Guest => _guest.Guest;

    /// <summary>The place where the guest is now.</summary>
    public GuestPlace Place => _guest.Place;

    /// <summary>The devices that the guest has beside its disk.</summary>
    public DeviceSet Devices => _guest.Devices;

    /// <summary>The path of the usual disk in the guest.</summary>
    public string DiskPath => _guest.DiskPath;

    /// <summary>The disks that show LUNs.</summary>
    public GuestDisks Disks { get; }

    /// <summary>The data that the guest writes to its usual disk on purpose.</summary>
    public GuestData Data => Disks.All[0];

    /// <summary>The load on the guest's usual disk.</summary>
    public GuestLoad Load => Data.Load;

    /// <summary>The checks that need no leg.</summary>
    public GuestHealth Health { get; }

    /// <summary>The legs that were completed.</summary>
    public ImmutableArray<LegReport> Legs => _legs.Reports;

    /// <summary>The policies for devices that were followed after legs, with the reasons.</summary>
    public ImmutableArray<string> Decisions => _legs.Decisions;

    /// <summary>The checks of a scenario over all its legs.</summary>
    public LegSummary Summary => new(Legs);

    /// <summary>Starts a guest and its watches on a place. The devices are prepared, but not set up in the guest.</summary>
    /// <param name="devices">The devices beside the disk; null when there are none.</param>
    /// <param name="name">The name that tells the guests of a scenario apart.</param>
    public static async Task<GuestUnderTest> BootAsync(
        Lab lab,
        GuestPlace place,
        GuestRecipe recipe,
        DeviceSet? devices = null,
        string name = "guest",
        CancellationToken cancellationToken = default)
    {
        var has = devices ?? new DeviceSet();
        await has.PrepareAsync(place, from: null, cancellationToken);
        var placed = await new GuestStart(lab, place, recipe, name, has).RunAsync(cancellationToken);
        var disks = new GuestDisks(placed);
        return new GuestUnderTest(lab, placed, disks, await GuestHealth.StartAsync(lab, placed, disks, cancellationToken));
    }

    /// <summary>Sets the guest's devices up.</summary>
    /// <exception cref="Failures.HarnessException">
    /// The class depends on the device: the guest does not have a device as it must.
    /// </exception>
    public Task SetUpDevicesAsync(CancellationToken cancellationToken = default) => Devices.SetUpAsync(Guest, cancellationToken);

    /// <inheritdoc cref="GuestLegs.MakeAsync(int, GuestPlace, GuestPlace, MigrationOptions, CancellationToken)"/>
    public Task PingPongAsync(
        int legs, GuestPlace one, GuestPlace other, MigrationOptions options, CancellationToken cancellationToken = default) =>
        _legs.MakeAsync(legs, one, other, options, cancellationToken);

    /// <summary>Makes one leg: the migration, and every check after it.</summary>
    /// <exception cref="Failures.HarnessException">
    /// The class depends on the cause: the migration did not complete, or a check after it found something.
    /// </exception>
    public Task MigrateAsync(GuestPlace destination, MigrationOptions options, CancellationToken cancellationToken = default) =>
        PingPongAsync(1, Place, destination, options, cancellationToken);

    /// <summary>Starts a migration that the caller ends, for scenarios that cancel it or kill its destination.</summary>
    /// <exception cref="Failures.HarnessException">
    /// Class config: a migration is under way, or the guest is on that place already.
    /// </exception>
    public async Task<GuestMigration> StartMigrationAsync(
        GuestPlace destination, MigrationOptions options, CancellationToken cancellationToken = default)
    {
        _legs.RequireLegTo(destination);
        var machine = await _guest.StartDestinationAsync(destination, cancellationToken);
        return await _guest.Migrations.StartAsync(machine, destination, options, cancellationToken);
    }

    /// <inheritdoc cref="QemuMigrations.AbandonAsync"/>
    public Task<LegResult> AbandonAsync(GuestMigration migration, Func<LiveMigration, Task<LegResult>> end) =>
        _guest.Migrations.AbandonAsync(migration, end);

    /// <summary>Writes the guest's kernel log, the legs' figures and their plot.</summary>
    public void WriteEvidence() => _evidence.Write();

    /// <summary>Writes the plot of the guest's reachability from outside, with its legs.</summary>
    public void WriteEvidence(Reachability reached) => _evidence.Write(reached);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Disks.DisposeAsync();
        await Guest.DisposeAsync();
    }
}
