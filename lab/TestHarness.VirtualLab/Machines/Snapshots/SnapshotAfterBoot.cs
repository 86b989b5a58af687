using System.Diagnostics;
using System.Globalization;
using TestHarness.Failures;
using TestHarness.Qmp;
using TestHarness.Qmp.Machine;
using TestHarness.VirtualLab.Machines.Starting;

namespace TestHarness.VirtualLab.Machines.Snapshots;

/// <summary>
/// The saving of a booted host for later starts. A snapshot only makes these faster, so a host that cannot be saved is used all
/// the same. A degraded host is not saved, because every later start would be degraded too.
/// </summary>
internal static class SnapshotAfterBoot
{
    /// <summary>Saves the host, or reports why it was not saved.</summary>
    /// <exception cref="HarnessException">
    /// The class depends on the cause: QEMU did not continue the host, which stands still.
    /// </exception>
    public static async Task SaveAsync(
        QmpClient qmp,
        string overlay,
        LabHostSnapshot snapshot,
        SystemdState state,
        Action<string> progress,
        CancellationToken cancellationToken)
    {
        if (state == SystemdState.Degraded)
        {
            progress($"{qmp.Name}: no snapshot was saved, as units of the host failed");
            return;
        }

        var watch = Stopwatch.StartNew();
        try
        {
            await SnapshotTransfer.SaveAsync(qmp, overlay, snapshot, cancellationToken);
            var seconds = watch.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
            progress($"{qmp.Name}: snapshot saved in {seconds} s");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or HarnessException)
        {
            if (!(await qmp.QueryStatusAsync(cancellationToken)).Running)
                throw;
            progress($"{qmp.Name}: no snapshot was saved: {exception.Message}");
        }
    }
}
