using System.Collections.Immutable;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.GuestPlaces;
using TestHarness.Guests;
using TestHarness.Guests.Access;
using TestHarness.Health;
using TestHarness.Qemu.Machines;
using TestHarness.Qmp.Block;

namespace TestHarness.Labs.Recipes;

/// <summary>The way in which a scenario's guest is launched and migrated on any place.</summary>
public abstract record GuestRecipe
{
    /// <summary>The id of the device through which the guest sees its disk.</summary>
    public abstract string DiskDevice { get; }

    /// <summary>The path in the guest of a disk that is alone.</summary>
    public abstract string GuestPath { get; }

    /// <summary>Whether a leg's incoming QEMU can start before the leg begins.</summary>
    public abstract bool CanStartAhead { get; }

    /// <summary>The way into the guest; the serial shell of the harness's own guest unless the recipe has another.</summary>
    public virtual GuestAccess Access => new BuiltInAccess();

    /// <summary>
    /// Finds the disks that show LUNs in a guest that has booted: the disk at <see cref="GuestPath"/>, unless the guest has
    /// others.
    /// </summary>
    internal virtual Task<ImmutableArray<DiskUnderTest>> FindDisksAsync(
        Guest guest, GuestPlace place, TimeSpan timeout, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<DiskUnderTest>>([new DiskUnderTest(DiskDevice, GuestPath)]);

    /// <summary>Starts the QEMU in which the guest boots.</summary>
    /// <exception cref="HarnessException">
    /// Class config: the guest cannot run on the place. Class provision: QEMU did not start.
    /// </exception>
    internal abstract Task<QemuMachine> StartAsync(MachineRequest request, CancellationToken cancellationToken);

    /// <summary>Starts an incoming QEMU.</summary>
    /// <exception cref="HarnessException">
    /// Class config: only the migration itself can start the destination of such a guest.
    /// </exception>
    internal abstract Task<QemuMachine> StartDestinationAsync(MachineRequest request, CancellationToken cancellationToken);

    /// <summary>Checks that the QEMUs of both places make the same machine of the guest's command line.</summary>
    /// <exception cref="HarnessException">Class preflight: they do not.</exception>
    internal virtual void RequireSameBoard(GuestPlace source, GuestPlace destination, GuestDescription guest)
    {
    }

    /// <summary>Migrates the guest; the caller ends its QEMU on the source.</summary>
    /// <exception cref="HarnessException">
    /// Class config: an option cannot be set for such a guest. Another class: the migration did not complete, and the guest stays
    /// on the source.
    /// </exception>
    internal abstract Task<Leg> MigrateAsync(LegRequest request, CancellationToken cancellationToken);

    /// <summary>Checks the block devices of the QEMU that the guest has left.</summary>
    /// <param name="before">The counters as last read from that QEMU.</param>
    internal abstract Task<HealthReport> CheckSourceAsync(
        QemuMachine source, ImmutableArray<BlockStats> before, CancellationToken cancellationToken);
}
