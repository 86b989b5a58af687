using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace TestHarness.Qmp.Migrate;

/// <summary>What <c>query-migrate</c> returns; a value that QEMU does not tell in this state is null.</summary>
/// <remarks>Source: MigrationInfo in QEMU qapi/migration.json.</remarks>
public sealed record MigrationInfo
{
    /// <summary>The state as QEMU writes it.</summary>
    [JsonPropertyName("status")]
    public string StatusText { get; init; } = "none";

    [JsonIgnore]
    public MigrationStatus Status => MigrationStatusText.Parse(StatusText);

    /// <summary>Why it failed, in QEMU's words.</summary>
    public string? ErrorDesc { get; init; }

    /// <summary>
    /// Why this machine cannot migrate at present, one sentence a device; empty if it can, and before QEMU 6.0.
    /// </summary>
    public ImmutableArray<string> BlockedReasons { get; init; } = [];

    /// <summary>Where an incoming QEMU listens; with port 0 asked for, the port it got.</summary>
    public ImmutableArray<MigrationAddress> SocketAddress { get; init; } = [];

    /// <summary>Milliseconds since the start, or from start to end.</summary>
    public long? TotalTime { get; init; }

    /// <summary>Milliseconds for which the guest stood still; told at the end.</summary>
    public long? Downtime { get; init; }

    /// <summary>Milliseconds that QEMU expects the guest to stand still; told while active.</summary>
    public long? ExpectedDowntime { get; init; }

    /// <summary>Milliseconds of setup, before the first pass.</summary>
    public long? SetupTime { get; init; }

    public MigrationRam? Ram { get; init; }

    public MigrationVfio? Vfio { get; init; }

    /// <summary>How much of the guest's CPU time auto-converge takes away, in percent.</summary>
    public int? CpuThrottlePercentage { get; init; }

    /// <summary>Microseconds for which the dirty limit stops a vCPU, the longest in this round (QEMU 8.1).</summary>
    public long? DirtyLimitThrottleTimePerRound { get; init; }

    /// <summary>Milliseconds for which vCPUs were stopped by postcopy page requests, all of them together.</summary>
    public long? PostcopyBlocktime { get; init; }
}

/// <summary>What VFIO devices have sent, in bytes.</summary>
public sealed record MigrationVfio(long Transferred);
