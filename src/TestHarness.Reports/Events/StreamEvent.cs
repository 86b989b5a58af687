namespace TestHarness.Reports.Events;

/// <summary>The first event of a stream.</summary>
/// <param name="Version">The version of the stream's format.</param>
/// <param name="Scenarios">The number of scenarios in all rounds; null when the rounds have no end.</param>
public sealed record StreamEvent(int Version, int? Scenarios) : EventLine;
