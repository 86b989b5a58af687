namespace TestHarness.Reports.Records;

/// <summary>The way in which QEMU moved a guest's memory, as QEMU reports it. Figures that it does not report are null.</summary>
public sealed record LegModeRecord
{
    /// <summary><c>precopy</c> or <c>postcopy</c>.</summary>
    public string Name { get; init; } = "precopy";

    /// <summary>The pages that the destination asked for after switchover.</summary>
    public long? PostcopyRequests { get; init; }

    /// <summary>The bytes sent after the destination ran.</summary>
    public long? PostcopyBytes { get; init; }

    /// <summary>The number of multifd channels that carried memory; 0 when none did.</summary>
    public int? MultifdChannels { get; init; }

    /// <summary>The bytes sent over multifd channels.</summary>
    public long? MultifdBytes { get; init; }

    /// <summary>The highest share of CPU time that QEMU took from the guest, in percent.</summary>
    public int? ThrottlePercent { get; init; }
}
