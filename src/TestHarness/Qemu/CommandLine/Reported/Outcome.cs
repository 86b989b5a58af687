using System.Collections.Immutable;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>What a rule makes of an option.</summary>
/// <param name="Reasons">Of a refused option: one for each thing that is refused.</param>
internal sealed record Outcome(Disposition Disposition, ImmutableArray<QemuOption> Launched, ImmutableArray<string> Reasons)
{
    public static Outcome TakenOver(QemuOption option) => new(Disposition.TakenOver, [option], []);

    public static Outcome Dropped(string reason) => new(Disposition.Dropped, [], [reason]);

    public static Outcome Refused(string reason) => new(Disposition.Refused, [], [reason]);

    public static Outcome Replaced(string reason, params ImmutableArray<QemuOption> launched) =>
        new(Disposition.Replaced, launched, [reason]);

    /// <summary>The option with the keys that a table keeps; dropped when it keeps none.</summary>
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
