using System.Collections.Immutable;
using TestHarness.Health;
using TestHarness.Health.Reachability;
using TestHarness.Migration;

namespace TestHarness.Labs;

/// <summary>
/// The facts of a scenario for reports: its legs, the checks that were not made, and the number of accepted findings.
/// </summary>
/// <param name="EvidenceFolder">The folder of the scenario's evidence.</param>
/// <param name="Legs">The legs of all guests, guest by guest.</param>
/// <param name="Decisions">The policies for devices that were followed after legs, with the reasons.</param>
/// <param name="NotChecked">The checks that were not made, each once.</param>
/// <param name="Allowed">The number of findings that were accepted.</param>
public sealed record LabReport(
    string EvidenceFolder,
    ImmutableArray<LegReport> Legs,
    ImmutableArray<string> Decisions,
    ImmutableArray<UnmadeCheck> NotChecked,
    long Allowed)
{
    /// <summary>The names of the scenario's hosts.</summary>
    public ImmutableArray<string> Hosts { get; init; } = [];

    /// <summary>The progress of the load; null when there was no load.</summary>
    public LoadProgress? Load { get; init; }

    /// <summary>The reachability of the guest from outside; null when it was not probed.</summary>
    public Reachability? Reachability { get; init; }

    /// <summary>The findings that are failures, and the accepted ones; of each kind the first 100.</summary>
    public LabFindings Findings { get; init; } = LabFindings.None;

    /// <summary>A line for each file of evidence of which something is missing.</summary>
    public ImmutableArray<string> Cut { get; init; } = [];
}
