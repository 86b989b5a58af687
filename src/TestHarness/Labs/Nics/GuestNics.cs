using System.Collections.Immutable;
using TestHarness.Environments;
using TestHarness.Guests;
using TestHarness.Health;
using TestHarness.Migration;
using TestHarness.Qemu.Machines;

namespace TestHarness.Labs.Nics;

/// <summary>A guest's NICs, each a virtio NIC beside a VF, wherever the guest is.</summary>
public abstract class GuestNics(ImmutableArray<GuestNic> nics)
{
    public ImmutableArray<GuestNic> Nics { get; } = nics;

    /// <summary>Whether each VF has served the guest after the last migration; empty before the first.</summary>
    public ImmutableArray<VfService> Vfs { get; protected set; } = [];

    /// <summary>The VFs that do not serve the guest since the last migration: their NICs have virtio alone.</summary>
    public IEnumerable<VfService> WithoutVf => Vfs.Where(vf => !vf.Serves);

    /// <summary>What they are connected to now, in words.</summary>
    public virtual IEnumerable<string> Connections => Nics.Select(nic => $"NIC {nic.Number}: {nic.Mac}");

    /// <summary>The action when a VF does not serve the guest after a migration.</summary>
    public HotAddPolicy Policy { get; set; }

    /// <summary>Before a QEMU is started on a host.</summary>
    public virtual Task PrepareAsync(LabHost host, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The guest has booted on the host that was prepared.</summary>
    public abstract Task SetUpAsync(Guest guest, CancellationToken cancellationToken);

    /// <summary>Waits until every VF carries the guest's traffic.</summary>
    /// <returns>Whether each VF does so in time.</returns>
    public abstract Task<ImmutableArray<VfService>> AwaitVfsAsync(Guest guest, CancellationToken cancellationToken);

    /// <summary>Before a migration.</summary>
    public virtual Task LeaveAsync(Guest guest, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>While a migration is under way, until the VFs are gone from the source.</summary>
    /// <param name="since">The position in the source's events at which the migration began.</param>
    public virtual Task SwitchOverAsync(QemuMachine source, long since, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>After a migration that did not come to its end: the guest is where it was.</summary>
    public virtual Task StayAsync(Guest guest, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Gives the guest its VFs on the host that was prepared; <see cref="Vfs"/> is whether they serve it.</summary>
    public abstract Task<HealthReport> ArriveAsync(GuestMove move, CancellationToken cancellationToken);

    /// <summary>Gives back what the guest had on the host that it left, or what was prepared for nothing; no QEMU may have it any more.</summary>
    public virtual Task ReleaseOtherAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Whether QEMU has the NIC's VF since the last migration.</summary>
    protected bool IsPlugged(GuestNic nic) => Vfs.All(vf => vf.Nic != nic || vf.IsPlugged);

    /// <summary>Whether the NIC's VF serves the guest since the last migration.</summary>
    protected bool Serves(GuestNic nic) => Vfs.All(vf => vf.Nic != nic || vf.Serves);

    /// <param name="first">The first NIC's address; the others have those after it.</param>
    protected static ImmutableArray<GuestNic> Make(InterfaceAddress first, int count, bool hasOneMac) =>
        [.. Enumerable.Range(1, count).Select(number => GuestNic.Of(number, first.After(number - 1), hasOneMac))];
}

/// <summary>The action when the destination's VF does not serve the guest, which then has virtio alone.</summary>
public enum HotAddPolicy
{
    /// <summary>The leg has failed.</summary>
    Fail,

    /// <summary>The guest stays there without the VF, which is told.</summary>
    GoOn,

    /// <summary>The guest goes back to where it had one.</summary>
    MigrateBack,
}
