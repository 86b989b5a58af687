using System.Collections.Immutable;

namespace TestHarness.Reports.Records;

/// <summary>The hosts of a run, which are known once a scenario has needed one.</summary>
public sealed record HostsLine : RecordLine
{
    /// <summary>The hosts of the environment, by name.</summary>
    public ImmutableArray<HostRecord> Hosts { get; init; } = [];

    /// <summary>The origin of the guest image; null when no scenario has needed it.</summary>
    public string? GuestImage { get; init; }
}
