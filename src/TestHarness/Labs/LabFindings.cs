using System.Collections.Immutable;
using TestHarness.Health;

namespace TestHarness.Labs;

/// <summary>The findings of a scenario.</summary>
/// <param name="Faults">The findings that are failures.</param>
/// <param name="Allowed">The findings that were accepted.</param>
public sealed record LabFindings(ImmutableArray<HealthFinding> Faults, ImmutableArray<AllowedFinding> Allowed)
{
    /// <summary>The findings of a scenario without any.</summary>
    public static LabFindings None { get; } = new([], []);
}
