using System.Text.Json.Serialization;

namespace TestHarness.Qmp.Migrate;

/// <summary>What <c>query-dirty-rate</c> returns.</summary>
/// <remarks>Source: DirtyRateInfo in QEMU qapi/migration.json.</remarks>
public sealed record DirtyRate
{
    /// <summary>unstarted, measuring or measured.</summary>
    public string Status { get; init; } = "unstarted";

    /// <summary>Mebibytes a second that the guest dirties; null until measured, -1 where there was no memory to sample.</summary>
    [JsonPropertyName("dirty-rate")]
    public long? MebibytesPerSecond { get; init; }

    /// <summary>How long is measured, in seconds unless another unit was asked for.</summary>
    public long CalcTime { get; init; }

    /// <summary>page-sampling, dirty-ring or dirty-bitmap.</summary>
    public string? Mode { get; init; }
}
