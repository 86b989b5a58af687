using System.Collections.Immutable;
using TestHarness.Health;
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
    long Allowed);
