using System.Collections.Immutable;
using TestHarness.Health.Progress;

namespace TestHarness.Evidence.Plots;

/// <summary>The data of a plot of migrations; all times are since the same moment.</summary>
/// <param name="Written">The bytes that the load has written, over time.</param>
public sealed record MigrationPlotData(string Title, ImmutableArray<ProgressSample> Written, ImmutableArray<PlottedLeg> Legs);

/// <summary>A leg in a plot.</summary>
/// <param name="Name">The leg's name, for example <c>leg 1: host1 → host2</c>.</param>
/// <param name="RamTransferred">The bytes of RAM transferred in this leg, over time.</param>
/// <param name="Switchover">The time in which no QEMU ran the guest; null when the leg did not come to it.</param>
public sealed record PlottedLeg(string Name, ImmutableArray<ProgressSample> RamTransferred, TimeWindow? Switchover);
