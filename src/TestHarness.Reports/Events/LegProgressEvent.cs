namespace TestHarness.Reports.Events;

/// <summary>The progress of a leg's migration, as QEMU reports it; at most one a second for each leg.</summary>
public sealed record LegProgressEvent(EventScenario Scenario, int Number, string From, string To, DateTimeOffset At)
    : ScenarioEvent(Scenario)
{
    /// <summary>The state in QEMU's text.</summary>
    public required string Status { get; init; }

    /// <summary>The share of guest memory that is not to be sent, in percent; it falls when the guest changes memory.</summary>
    public required double Percent { get; init; }

    /// <summary>The number of passes over the guest's memory.</summary>
    public long Passes { get; init; }

    /// <summary>The bytes sent.</summary>
    public long TransferredBytes { get; init; }

    /// <summary>The bytes of guest memory that are still to be sent.</summary>
    public long RemainingBytes { get; init; }

    /// <summary>The bytes of guest memory.</summary>
    public long TotalBytes { get; init; }

    /// <summary>The rate in Mbit/s.</summary>
    public double Mbps { get; init; }

    /// <summary>The guest memory that the guest changes in a second.</summary>
    public long DirtyBytesPerSecond { get; init; }

    /// <summary>The share of CPU time that QEMU takes from the guest; null when it takes none.</summary>
    public int? ThrottlePercent { get; init; }
}
