namespace TestHarness.Cli.Comparing;

/// <summary>The figures of a leg.</summary>
/// <param name="Downtime">The downtime in ms; null when nothing reports it.</param>
/// <param name="Total">The total time in ms; null when nothing reports it.</param>
/// <param name="Throughput">The throughput in Mbit/s.</param>
internal sealed record LegRecord(double? Downtime, double? Total, double Throughput);
