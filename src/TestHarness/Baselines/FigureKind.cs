using System.Collections.Immutable;

namespace TestHarness.Baselines;

/// <summary>A kind of figure whose usual values a baseline has.</summary>
/// <param name="Name">The name in baseline files and messages.</param>
/// <param name="Unit">The unit of its values; empty for a count.</param>
/// <param name="Floor">
/// The amount by which a value may always be over the usual one. It keeps small values, which vary by chance, from failing a
/// scenario.
/// </param>
public sealed record FigureKind(string Name, string Unit, double Floor)
{
    /// <summary>The time for which the guest was stopped in a leg, as QEMU reports it.</summary>
    public static FigureKind Downtime { get; } = new("downtime", "ms", 300);

    /// <summary>The time from a leg's start to its end, as QEMU reports it.</summary>
    public static FigureKind TotalTime { get; } = new("total time", "ms", 2000);

    /// <summary>The longest time without progress of the load around a leg.</summary>
    public static FigureKind LongestStall { get; } = new("longest stall", "ms", 3000);

    /// <summary>The longest time for which the guest was out of reach.</summary>
    public static FigureKind LongestGap { get; } = new("longest gap", "ms", 500);

    /// <summary>The number of pings without an answer.</summary>
    public static FigureKind LostPings { get; } = new("lost pings", "", 50);

    /// <summary>All kinds by name.</summary>
    public static ImmutableSortedDictionary<string, FigureKind> All { get; } =
        new[] { Downtime, TotalTime, LongestStall, LongestGap, LostPings }.ToImmutableSortedDictionary(
            kind => kind.Name, kind => kind, StringComparer.Ordinal);

    /// <summary>Formats a value with its unit, for messages.</summary>
    public string Text(double value) => FormattableString.Invariant($"{value:0}{(Unit.Length > 0 ? " " : "")}{Unit}");
}

/// <summary>A value that a scenario measured.</summary>
/// <param name="Where">The measured part of the scenario, for example <c>leg 2</c>.</param>
public sealed record Figure(FigureKind Kind, string Where, double Value)
{
    public override string ToString() => $"{Where}: {Kind.Name} {Kind.Text(Value)}";
}
