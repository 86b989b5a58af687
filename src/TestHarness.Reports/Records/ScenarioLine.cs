using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace TestHarness.Reports.Records;

/// <summary>The result of one attempt of a scenario.</summary>
public sealed record ScenarioLine : RecordLine
{
    /// <summary>
    /// The file and line of the scenario, relative to the project's folder; with the title it identifies the scenario in a run.
    /// </summary>
    public required string Place { get; init; }

    /// <summary>The title of the feature.</summary>
    public required string Feature { get; init; }

    /// <summary>The title of the scenario.</summary>
    public required string Title { get; init; }

    /// <summary>All tags of the scenario, without @.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>The hosts that the scenario ran on; empty when it needed none.</summary>
    public ImmutableArray<string> Hosts { get; init; } = [];

    /// <summary>The number of the attempt, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>The outcome.</summary>
    public required ScenarioOutcome Outcome { get; init; }

    /// <summary>The class of the failure, for example <c>migration</c>; null when there is none.</summary>
    public string? FailureClass { get; init; }

    /// <summary>The text of the failure; null when there is none.</summary>
    public string? Message { get; init; }

    /// <summary>The texts of the errors after the failure, in hooks and disposal.</summary>
    public ImmutableArray<string> LaterErrors { get; init; } = [];

    /// <summary>The file and line of the failure; null when there is none.</summary>
    public string? FailurePlace { get; init; }

    /// <summary>The reason why the scenario was skipped; null when it was not.</summary>
    public string? Reason { get; init; }

    /// <summary>The verdict of known issues; null when no entry concerns the scenario.</summary>
    public KnownRecord? Known { get; init; }

    /// <summary>The outcome with the class of the failure, for example <c>failed [migration]</c>.</summary>
    [JsonIgnore]
    public string Verdict
    {
        get
        {
            var outcome = Outcome.ToString().ToLowerInvariant();
            return FailureClass is null ? outcome : $"{outcome} [{FailureClass}]";
        }
    }

    /// <summary>The text of the failure, or the reason of the skip; null when there is neither.</summary>
    [JsonIgnore]
    public string? Failure => Message ?? Reason;

    /// <summary>Whether the result tells nothing of QEMU: the scenario was skipped, or failed before it had a guest.</summary>
    public bool CannotBeTold { get; init; }

    /// <summary>The time of the scenario's start.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>The duration in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>The steps in their order.</summary>
    public ImmutableArray<StepRecord> Steps { get; init; } = [];

    /// <summary>The legs of all guests, guest by guest.</summary>
    public ImmutableArray<LegRecord> Legs { get; init; } = [];

    /// <summary>The bytes that the guest's load had written over time; null when there was no load.</summary>
    public SeriesRecord? Written { get; init; }

    /// <summary>The reachability of the guest from outside; null when it was not probed.</summary>
    public ReachabilityRecord? Reachability { get; init; }

    /// <summary>The findings after legs, whether or not they are accepted; of accepted ones the first 100.</summary>
    public ImmutableArray<FindingRecord> Findings { get; init; } = [];

    /// <summary>The checks of the scenario that were not made, each once.</summary>
    public ImmutableArray<UnmadeRecord> NotChecked { get; init; } = [];

    /// <summary>The number of findings that were accepted.</summary>
    public long Allowed { get; init; }

    /// <summary>The policies for devices that were followed after legs, with the reasons.</summary>
    public ImmutableArray<string> Decisions { get; init; } = [];

    /// <summary>The folder of the evidence, relative to the folder of the record; null when there is none.</summary>
    public string? Evidence { get; init; }

    /// <summary>The bundle, relative to the folder of the record; null when there is none.</summary>
    public string? Bundle { get; init; }

    /// <summary>A line for each file of evidence of which something is missing; empty when nothing is missing.</summary>
    public ImmutableArray<string> Cut { get; init; } = [];
}
