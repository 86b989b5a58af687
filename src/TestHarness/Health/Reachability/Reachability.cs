using System.Collections.Immutable;

namespace TestHarness.Health.Reachability;

/// <summary>A guest as it was reached from outside while it was probed.</summary>
/// <param name="Answers">When answers came, in order, since <paramref name="Start"/>.</param>
/// <param name="Start">Of the probing, on the harness's clock.</param>
/// <param name="Sent">How many probes were sent.</param>
/// <param name="Lost">How many of them were not answered.</param>
/// <param name="LongestGap">The longest time without an answer, the end included; it contains the interval and any standstill of the prober.</param>
public sealed record Reachability(ImmutableArray<TimeSpan> Answers, DateTimeOffset Start, int Sent, int Lost, Gap LongestGap)
{
    public override string ToString() => FormattableString.Invariant(
        $"longest gap {LongestGap.Length.TotalMilliseconds:0} ms, at {LongestGap.Start.TotalSeconds:0.00} s; {Lost} of {Sent} probes lost");
}

/// <summary>A time without an answer, since the start of the probing.</summary>
public readonly record struct Gap(TimeSpan Start, TimeSpan End)
{
    public TimeSpan Length => End - Start;
}
