using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace TestHarness.Health.KernelLog;

/// <summary>
/// The SCSI units that were attached, and the unit attentions that each has reported since. A target has unit attentions ready
/// for each initiator that logs in. So the first unit attention of each kind soon after a unit is attached reports no change; a
/// unit attention of a unit in use does.
/// </summary>
/// <remarks>drivers/scsi: scsi_scan.c (scsi_add_lun prints the INQUIRY data), scsi_error.c (scsi_report_sense).</remarks>
internal sealed partial class AttachedUnits
{
    /// <summary>The time after its attachment for which a unit counts as just attached.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    /// <summary>The largest number of units that are remembered; an attention of a further unit is a finding.</summary>
    private const int Most = 10_000;

    private ImmutableDictionary<string, Unit> _units = ImmutableDictionary<string, Unit>.Empty;

    /// <summary>Returns whether a record attaches a unit or is a unit attention.</summary>
    public static bool MayConcern(ReadOnlySpan<char> text) =>
        HasNumberAfterFirstWord(text) && (Attached().IsMatch(text) || Attention().IsMatch(text));

    /// <summary>Returns a copy that takes its own next records.</summary>
    public AttachedUnits Copy() => new() { _units = _units };

    /// <summary>
    /// Takes the next record of the log; returns whether it is a unit attention that a unit reports because it was just attached.
    /// </summary>
    public bool IsAttentionAfterAttach(KernelLogRecord record)
    {
        if (Attached().Match(record.Text) is { Success: true } attached
            && (_units.Count < Most || _units.ContainsKey(attached.Groups["unit"].Value)))
            _units = _units.SetItem(attached.Groups["unit"].Value, new Unit(record.Timestamp, []));
        if (Attention().Match(record.Text) is not { Success: true } attention
            || !_units.TryGetValue(attention.Groups["unit"].Value, out var unit))
        {
            return false;
        }

        var kind = attention.Groups["kind"].Value;
        _units = _units.SetItem(attention.Groups["unit"].Value, unit with { Reported = unit.Reported.Add(kind) });
        return !unit.Reported.Contains(kind) && record.Timestamp - unit.AttachedAt <= Soon;
    }

    /// <summary>
    /// Returns whether the text can have a unit's address where both patterns expect it, which is false for most records.
    /// </summary>
    private static bool HasNumberAfterFirstWord(ReadOnlySpan<char> text)
    {
        var space = text.IndexOf(' ');
        return space > 0 && space + 1 < text.Length && char.IsDigit(text[space + 1]);
    }

    [GeneratedRegex(@"^scsi (?<unit>\d+:\d+:\d+:\d+): \S.* PQ: 0 ANSI: \d")]
    private static partial Regex Attached();

    [GeneratedRegex(@"^\w+ (?<unit>\d+:\d+:\d+:\d+): (?:\[\w+\] (?:tag#\d+ )?)?(?<kind>Power-on or device reset occurred$|"
        + @"(?:Inquiry|Capacity) data has changed$|(?:Mode p|P)arameters changed$|Asymmetric access state changed$|"
        + @"LUN assignments on this target have changed\.|Operating parameters on this target have changed\.)")]
    private static partial Regex Attention();

    /// <param name="AttachedAt">The time of the attachment, since boot.</param>
    /// <param name="Reported">The kinds of unit attentions since then.</param>
    private sealed record Unit(TimeSpan AttachedAt, ImmutableHashSet<string> Reported);
}
