namespace TestHarness.Cli.Bench;

/// <summary>
/// The time that one phase of a scenario takes: an entry that benchmarks/ measures for 'harness bench profile'.
/// </summary>
/// <param name="Subject">The scenario, or the script with which it is compared.</param>
/// <param name="Phase">A step, a hook, a kind of command, or a phase of a script.</param>
/// <param name="Count">The number of times that the phase happened.</param>
/// <param name="Seconds">
/// The wall time of all of them, in seconds. Commands run side by side, so they may take more than the scenario.
/// </param>
/// <param name="ProcessorSeconds">The processor time of the .NET process meanwhile, in seconds; null when it is unknown.</param>
internal sealed record ProfileRow(string Subject, string Phase, int Count, double Seconds, double? ProcessorSeconds = null);
