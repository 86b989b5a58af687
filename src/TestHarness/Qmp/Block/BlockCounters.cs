using System.Text.Json.Serialization;

namespace TestHarness.Qmp.Block;

/// <summary>The counters of one device since QEMU started.</summary>
/// <remarks>Source: BlockDeviceStats in QEMU qapi/block-core.json.</remarks>
public sealed record BlockCounters
{
    /// <summary>Bytes read.</summary>
    [JsonPropertyName("rd_bytes")]
    public long ReadBytes { get; init; }

    /// <summary>Bytes written.</summary>
    [JsonPropertyName("wr_bytes")]
    public long WrittenBytes { get; init; }

    /// <summary>Completed reads.</summary>
    [JsonPropertyName("rd_operations")]
    public long ReadOperations { get; init; }

    /// <summary>Completed writes.</summary>
    [JsonPropertyName("wr_operations")]
    public long WriteOperations { get; init; }

    /// <summary>Completed flushes.</summary>
    [JsonPropertyName("flush_operations")]
    public long FlushOperations { get; init; }

    /// <summary>Failed reads.</summary>
    [JsonPropertyName("failed_rd_operations")]
    public long FailedReadOperations { get; init; }

    /// <summary>Failed writes.</summary>
    [JsonPropertyName("failed_wr_operations")]
    public long FailedWriteOperations { get; init; }

    /// <summary>Failed flushes.</summary>
    [JsonPropertyName("failed_flush_operations")]
    public long FailedFlushOperations { get; init; }

    /// <summary>Reads that the device refused as invalid.</summary>
    [JsonPropertyName("invalid_rd_operations")]
    public long InvalidReadOperations { get; init; }

    /// <summary>Writes that the device refused as invalid.</summary>
    [JsonPropertyName("invalid_wr_operations")]
    public long InvalidWriteOperations { get; init; }

    /// <summary>Flushes that the device refused as invalid.</summary>
    [JsonPropertyName("invalid_flush_operations")]
    public long InvalidFlushOperations { get; init; }
}
