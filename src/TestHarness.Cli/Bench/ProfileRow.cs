namespace TestHarness.Cli.Bench;

/// <summary>Where time of a scenario goes: an entry of what benchmarks/ measures for 'harness bench profile'.</summary>
/// <param name="Subject">The scenario, or what it is compared with.</param>
/// <param name="Phase">A step, a hook, a kind of command, or a phase of a script.</param>
/// <param name="Count">How often it happened.</param>
/// <param name="Seconds">Wall time of all of them. Commands run side by side: they may take more than the scenario.</param>
/// <param name="ProcessorSeconds">Processor time of the .NET process meanwhile; null when it cannot be told.</param>
internal sealed record ProfileRow(string Subject, string Phase, int Count, double Seconds, double? ProcessorSeconds = null);
