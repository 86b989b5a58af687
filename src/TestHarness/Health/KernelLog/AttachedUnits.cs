using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace TestHarness.Health.KernelLog;

/// <summary>
/// The SCSI units that were attached and have not reported a power-on since. A unit reports one to each initiator that logs in,
/// so the first report after it is attached is no reset; a report of a unit in use is one.
/// </summary>
/// <remarks>drivers/scsi: scsi_scan.c (scsi_add_lun prints the INQUIRY data), scsi_error.c (scsi_report_sense).</remarks>
internal sealed partial class AttachedUnits
{
    private ImmutableHashSet<string> _fresh = [];

    /// <summary>Takes the next record of the log; reports whether it is the power-on of a unit that was just attached.</summary>
    public bool IsFirstPowerOn(KernelLogRecord record)
    {
        if (Attached().Match(record.Text) is { Success: true } attached)
            _fresh = _fresh.Add(attached.Groups["unit"].Value);
        if (PowerOn().Match(record.Text) is not { Success: true } powerOn)
            return false;

        var unit = powerOn.Groups["unit"].Value;
        var isFirst = _fresh.Contains(unit);
        _fresh = _fresh.Remove(unit);
        return isFirst;
    }

    [GeneratedRegex(@"^scsi (?<unit>\d+:\d+:\d+:\d+): \S.* PQ: 0 ANSI: \d")]
    private static partial Regex Attached();

    [GeneratedRegex(@"^\w+ (?<unit>\d+:\d+:\d+:\d+): (?:\[\w+\] (?:tag#\d+ )?)?Power-on or device reset occurred$")]
    private static partial Regex PowerOn();
}
