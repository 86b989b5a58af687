using System.Text.Json.Serialization;

namespace TestHarness.Qmp.Migrate;

/// <summary>The answer of <c>query-dirty-rate</c>.</summary>
/// <remarks>Source: DirtyRateInfo in QEMU qapi/migration.json.</remarks>
public sealed record DirtyRate
{
    /// <summary>The status: unstarted, measuring or measured.</summary>
    public string Status { get; init; } = "unstarted";

    /// <summary>
    /// The MiB of memory that the guest dirties in a second; null until measured, -1 when there was no memory to sample.
    /// </summary>
    [JsonPropertyName("dirty-rate")]
    public long? MebibytesPerSecond { get; init; }

    /// <summary>The time of the measurement, in seconds unless another unit was asked for.</summary>
    public long CalcTime { get; init; }

    /// <summary>The method: page-sampling, dirty-ring or dirty-bitmap; null when QEMU does not report it.</summary>
    public string? Mode { get; init; }
}
