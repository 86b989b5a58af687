using System.Collections.Immutable;

namespace TestHarness.Reports.Records;

/// <summary>The first line of a record: the facts of a run that are known before it starts.</summary>
public sealed record RunLine : RecordLine
{
    /// <summary>The version of the format that this harness writes and reads.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The version of the format.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The name of the run's folder; the names of later runs are greater in ordinal order.</summary>
    public required string Id { get; init; }

    /// <summary>The time of the run's start.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>The environment's name, or the path of its file.</summary>
    public required string Environment { get; init; }

    /// <summary>Whether a skipped scenario counts as failed.</summary>
    public bool Strict { get; init; }

    /// <summary>The paths of features that the user chose; empty for the project's features.</summary>
    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>The tag expression that the user chose; null when there was none.</summary>
    public string? Tags { get; init; }

    /// <summary>The part of the scenarios that the run has, for example <c>1/3</c>; null when it has all.</summary>
    public string? Shard { get; init; }

    /// <summary>The step assemblies that the user added.</summary>
    public ImmutableArray<string> Steps { get; init; } = [];

    /// <summary>The QEMUs in place of the environment's, <c>PATH</c> or <c>HOST=PATH</c> each.</summary>
    public ImmutableArray<string> Qemus { get; init; } = [];

    /// <summary>The file of known issues that the user chose, or <c>none</c>; null for the usual files.</summary>
    public string? KnownIssues { get; init; }

    /// <summary>The version of the harness.</summary>
    public required string Harness { get; init; }

    /// <summary>The scenarios that the run is to run, in their order.</summary>
    public ImmutableArray<PlannedScenario> Scenarios { get; init; } = [];
}
