using TestHarness.Qmp.Migrate;

namespace TestHarness.Migration;

/// <summary>The progress of a leg's migration, as QEMU reported it to a poll of the harness.</summary>
/// <param name="Status">The state in QEMU's text, for example <c>active</c>.</param>
/// <param name="Passes">The number of passes over the guest's memory.</param>
/// <param name="TransferredBytes">The bytes sent.</param>
/// <param name="RemainingBytes">The bytes of guest memory that are still to be sent.</param>
/// <param name="TotalBytes">The bytes of guest memory.</param>
/// <param name="Mbps">The rate in Mbit/s.</param>
/// <param name="DirtyBytesPerSecond">The guest memory that the guest changes in a second; 0 before QEMU has measured it.</param>
/// <param name="ThrottlePercent">The share of CPU time that QEMU takes from the guest; null when it takes none.</param>
public sealed record LegMoved(
    int Number,
    string From,
    string To,
    DateTimeOffset At,
    string Status,
    long Passes,
    long TransferredBytes,
    long RemainingBytes,
    long TotalBytes,
    double Mbps,
    long DirtyBytesPerSecond,
    int? ThrottlePercent) : LegEvent(Number, From, To, At)
{
    /// <summary>The share of guest memory that is not to be sent, in percent; it falls when the guest changes memory.</summary>
    public double Percent => Math.Clamp(100.0 * (TotalBytes - RemainingBytes) / TotalBytes, 0, 100);

    /// <summary>Makes the progress of an answer of QEMU; returns null when QEMU has not begun to send memory.</summary>
    public static LegMoved? Of(int number, string from, string to, DateTimeOffset at, MigrationInfo info) =>
        info.Ram is { Total: > 0 } ram
            ? new LegMoved(
                number, from, to, at, info.StatusText, ram.DirtySyncCount, ram.Transferred, ram.Remaining, ram.Total, ram.Mbps,
                ram.DirtyPagesRate * ram.PageSize, info.CpuThrottlePercentage is > 0 and var share ? share : null)
            : null;
}
