using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Qemu.Machines;
using TestHarness.Qmp.Block;

namespace TestHarness.Labs.Recipes;

/// <summary>How a scenario's guest is launched and migrated, wherever that is.</summary>
public abstract record GuestRecipe
{
    /// <summary>The id of the device through which the guest sees its disk.</summary>
    public abstract string DiskDevice { get; }

    /// <summary>The guest's kernel's name of the disk.</summary>
    public abstract string GuestPath { get; }

    /// <summary>Whether a leg's incoming QEMU can start before the leg begins.</summary>
    public abstract bool CanStartAhead { get; }

    /// <summary>Whether the guest may start from the saved state of one that booted before.</summary>
    public virtual bool CanStartFromTemplate => false;

    /// <summary>Starts the QEMU in which the guest boots.</summary>
    /// <exception cref="HarnessException">Class config: the guest cannot be on the place. Class provision: QEMU did not start.</exception>
    internal abstract Task<QemuMachine> StartAsync(MachineRequest request, CancellationToken cancellationToken);

    /// <summary>Starts an incoming QEMU.</summary>
    /// <exception cref="HarnessException">Class config: the destination of such a guest starts with the migration alone.</exception>
    internal abstract Task<QemuMachine> StartDestinationAsync(MachineRequest request, CancellationToken cancellationToken);

    /// <summary>Migrates the guest; its QEMU on the source is still to be ended.</summary>
    /// <exception cref="HarnessException">
    /// The migration did not complete, and the guest is on the source still. Class config: an option cannot be set for such a guest.
    /// </exception>
    internal abstract Task<Leg> MigrateAsync(LegRequest request, CancellationToken cancellationToken);

    /// <summary>Checks the block devices of the QEMU that the guest has left.</summary>
    /// <param name="before">The counters as they were last read from that QEMU.</param>
    internal abstract Task<HealthReport> CheckSourceAsync(
        QemuMachine source, ImmutableArray<BlockStats> before, CancellationToken cancellationToken);
}
