using System.Text.Json.Serialization;

namespace TestHarness.Qmp.Block;

/// <summary>The counters of one device since QEMU started; bytes or numbers of operations.</summary>
/// <remarks>Source: BlockDeviceStats in QEMU qapi/block-core.json.</remarks>
public sealed record BlockCounters
{
    [JsonPropertyName("rd_bytes")]
    public long ReadBytes { get; init; }

    [JsonPropertyName("wr_bytes")]
    public long WrittenBytes { get; init; }

    [JsonPropertyName("rd_operations")]
    public long ReadOperations { get; init; }

    [JsonPropertyName("wr_operations")]
    public long WriteOperations { get; init; }

    [JsonPropertyName("flush_operations")]
    public long FlushOperations { get; init; }

    [JsonPropertyName("failed_rd_operations")]
    public long FailedReadOperations { get; init; }

    [JsonPropertyName("failed_wr_operations")]
    public long FailedWriteOperations { get; init; }

    [JsonPropertyName("failed_flush_operations")]
    public long FailedFlushOperations { get; init; }

    [JsonPropertyName("invalid_rd_operations")]
    public long InvalidReadOperations { get; init; }

    [JsonPropertyName("invalid_wr_operations")]
    public long InvalidWriteOperations { get; init; }

    [JsonPropertyName("invalid_flush_operations")]
    public long InvalidFlushOperations { get; init; }
}
