using System.Collections.Immutable;
using TestHarness.Health.Progress;

namespace TestHarness.Evidence.Plots;

/// <summary>What a plot of migrations shows; all times are since the same moment.</summary>
/// <param name="Written">Bytes that the load has written.</param>
public sealed record MigrationPlotData(string Title, ImmutableArray<ProgressSample> Written, ImmutableArray<PlottedLeg> Legs);

/// <param name="Name">For example <c>leg 1: host1 → host2</c>.</param>
/// <param name="RamTransferred">Bytes of RAM transferred in this leg.</param>
/// <param name="Switchover">The time in which no QEMU ran the guest; null where the leg did not get there.</param>
public sealed record PlottedLeg(string Name, ImmutableArray<ProgressSample> RamTransferred, TimeWindow? Switchover);
