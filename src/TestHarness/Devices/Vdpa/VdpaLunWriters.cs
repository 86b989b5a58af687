using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Hosts;
using TestHarness.Storage;

namespace TestHarness.Devices.Vdpa;

/// <summary>
/// The processes that may write to a LUN behind vdpa devices. The single-writer check of a leg looks at the holders of the vdpa
/// devices. It cannot demand that one host alone has the LUN open for writing: QEMU opens its vdpa device, and needs it served,
/// when it begins to wait for the guest, so that the daemons of both hosts have the LUN open across each switchover. A daemon
/// writes nothing of its own accord: what it writes comes from the holder of its device. So it is enough that nobody but
/// the daemons writes to the LUN, and nobody but the guest's QEMU to the devices.
/// </summary>
internal static class VdpaLunWriters
{
    private const string Unmade =
        "the daemons of all hosts have the LUN open for writing, with and without a guest; checked instead: no other process "
        + "has, and no process but the guest's QEMUs has the vdpa devices";

    /// <summary>Looks for other writers than the daemons of these exports among all processes of the host.</summary>
    public static async Task<HealthReport> CheckAsync(
        IHost host, SharedLun lun, ImmutableArray<VdpaBackend> exports, CancellationToken cancellationToken)
    {
        var daemons = exports.Where(export => export.Host.Connection == host.Connection)
            .Select(export => export.Daemon?.ProcessId).ToImmutableHashSet();
        var look = await WritableOpens.ListAsync(host, lun.Path, cancellationToken);
        var others = HealthReport.Made(
            HealthCheck.SingleWriter,
            from open in look.Opens
            where !daemons.Contains(open.ProcessId)
            select new HealthFinding(
                HealthCheck.SingleWriter,
                host.Name,
                HealthSeverity.Critical,
                $"{open.Program} (process {open.ProcessId}) holds LUN {lun.Name} ({lun.Path}) open for writing beside the " +
                $"daemon of its vdpa device ({open.Descriptor})"));
        var unseen = look.NotReadable is { } why
            ? HealthReport.Unmade(HealthCheck.SingleWriter, host.Name, why)
            : HealthReport.Clean;
        return HealthReport.Combine(
            others, unseen, HealthReport.Inapplicable(HealthCheck.SingleWriter, $"LUN {lun.Name}", Unmade));
    }
}
