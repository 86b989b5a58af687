using System.Collections.Immutable;

namespace TestHarness.Labs;

/// <summary>The event that a scenario has its hosts.</summary>
/// <param name="Hosts">The names of the hosts.</param>
public sealed record LabOpened(ImmutableArray<string> Hosts);
