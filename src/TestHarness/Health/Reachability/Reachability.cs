using System.Collections.Immutable;

namespace TestHarness.Health.Reachability;

/// <summary>The reachability of a guest from outside while it was probed.</summary>
/// <param name="Answers">The times of the answers, in order, since <paramref name="Start"/>.</param>
/// <param name="Start">The start of the probing, on the harness's clock.</param>
/// <param name="Sent">The number of probes that were sent.</param>
/// <param name="Lost">The number of probes without an answer.</param>
/// <param name="LongestGap">
/// The longest time without an answer, with the time up to the end; it contains the interval, and any time for which the prober
/// itself was stopped.
/// </param>
public sealed record Reachability(ImmutableArray<TimeSpan> Answers, DateTimeOffset Start, int Sent, int Lost, Gap LongestGap)
{
    public override string ToString() =>
        FormattableString.Invariant($"longest gap {LongestGap.Length.TotalMilliseconds:0} ms, ")
        + FormattableString.Invariant($"at {LongestGap.Start.TotalSeconds:0.00} s; {Lost} of {Sent} probes lost");
}

/// <summary>A time without an answer, since the start of the probing.</summary>
public readonly record struct Gap(TimeSpan Start, TimeSpan End)
{
    /// <summary>The length of the gap.</summary>
    public TimeSpan Length => End - Start;
}
