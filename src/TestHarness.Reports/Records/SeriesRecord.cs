using System.Collections.Immutable;

namespace TestHarness.Reports.Records;

/// <summary>A counter of bytes over time, for plots.</summary>
/// <param name="Started">The moment from which the samples' times count.</param>
/// <param name="Samples">At most <see cref="Most"/> samples, in the order of time; the first and the last one are kept.</param>
public sealed record SeriesRecord(DateTimeOffset Started, ImmutableArray<SampleRecord> Samples)
{
    /// <summary>The largest number of samples.</summary>
    public const int Most = 200;
}
