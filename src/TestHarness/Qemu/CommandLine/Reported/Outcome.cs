using System.Collections.Immutable;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>The result of a rule for an option.</summary>
/// <param name="Reasons">The reasons; for a refused option, one for each key or value that is refused.</param>
internal sealed record Outcome(Disposition Disposition, ImmutableArray<QemuOption> Launched, ImmutableArray<string> Reasons)
{
    /// <summary>Returns the outcome for an option that is launched as it is.</summary>
    public static Outcome TakenOver(QemuOption option) => new(Disposition.TakenOver, [option], []);

    /// <summary>Returns the outcome for an option that is not launched.</summary>
    public static Outcome Dropped(string reason) => new(Disposition.Dropped, [], [reason]);

    /// <summary>Returns the outcome for an option because of which the command line is not launched.</summary>
    public static Outcome Refused(string reason) => new(Disposition.Refused, [], [reason]);

    /// <summary>Returns the outcome for an option that is replaced.</summary>
    public static Outcome Replaced(string reason, params ImmutableArray<QemuOption> launched) =>
        new(Disposition.Replaced, launched, [reason]);

    /// <summary>
    /// Returns the outcome for an option with the keys that a table keeps; the option is dropped when the table keeps none.
    /// </summary>
    public static Outcome Of(QemuOption option, KeySelection keys, params ImmutableArray<string> reasons) => keys switch
    {
        { Refusals.IsEmpty: false } => new Outcome(Disposition.Refused, [], keys.Refusals),
        { Kept.IsEmpty: true } => new Outcome(Disposition.Dropped, [], [.. reasons, .. keys.Reasons]),
        _ => new Outcome(
            keys.Reasons.IsEmpty && reasons.IsEmpty ? Disposition.TakenOver : Disposition.Replaced,
            [option.WithOnly(keys.Kept)],
            [.. reasons, .. keys.Reasons]),
    };
}
