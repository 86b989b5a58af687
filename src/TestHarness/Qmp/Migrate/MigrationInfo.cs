using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace TestHarness.Qmp.Migrate;

/// <summary>The answer of <c>query-migrate</c>; a value that QEMU does not report in this state is null.</summary>
/// <remarks>Source: MigrationInfo in QEMU qapi/migration.json.</remarks>
public sealed record MigrationInfo
{
    /// <summary>The state in QEMU's text.</summary>
    [JsonPropertyName("status")]
    public string StatusText { get; init; } = "none";

    /// <summary>The state.</summary>
    [JsonIgnore]
    public MigrationStatus Status => MigrationStatusText.Parse(StatusText);

    /// <summary>The cause of the failure, in QEMU's words; null when the migration has not failed.</summary>
    public string? ErrorDesc { get; init; }

    /// <summary>
    /// The reasons why this machine cannot migrate at present, one sentence for each device; empty when it can migrate, and
    /// before QEMU 6.0.
    /// </summary>
    public ImmutableArray<string> BlockedReasons { get; init; } = [];

    /// <summary>The addresses on which an incoming QEMU listens; when port 0 was asked for, with the real port.</summary>
    public ImmutableArray<MigrationAddress> SocketAddress { get; init; } = [];

    /// <summary>Milliseconds since the start, or from start to end.</summary>
    public long? TotalTime { get; init; }

    /// <summary>Milliseconds for which the guest was stopped; reported at the end.</summary>
    public long? Downtime { get; init; }

    /// <summary>Milliseconds for which QEMU expects the guest to be stopped; reported while the migration is active.</summary>
    public long? ExpectedDowntime { get; init; }

    /// <summary>Milliseconds of setup, before the first pass.</summary>
    public long? SetupTime { get; init; }

    /// <summary>The transfer of memory; null before it starts.</summary>
    public MigrationRam? Ram { get; init; }

    /// <summary>The transfer of VFIO devices; null when there are none.</summary>
    public MigrationVfio? Vfio { get; init; }

    /// <summary>The part of the guest's CPU time that auto-converge takes away, in percent.</summary>
    public int? CpuThrottlePercentage { get; init; }

    /// <summary>Microseconds for which the dirty limit stops a vCPU, the longest in this round (QEMU 8.1).</summary>
    public long? DirtyLimitThrottleTimePerRound { get; init; }

    /// <summary>Milliseconds for which vCPUs were stopped by postcopy page requests, all of them together.</summary>
    public long? PostcopyBlocktime { get; init; }
}

/// <summary>The bytes that VFIO devices have sent.</summary>
public sealed record MigrationVfio(long Transferred);
