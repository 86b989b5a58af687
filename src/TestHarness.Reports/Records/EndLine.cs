using System.Collections.Immutable;

namespace TestHarness.Reports.Records;

/// <summary>The end of a run, or of a part of it; a run that was killed has none.</summary>
public sealed record EndLine : RecordLine
{
    /// <summary>The time of the end.</summary>
    public required DateTimeOffset Finished { get; init; }

    /// <summary>Whether the run was cancelled; then scenarios have no result.</summary>
    public bool Cancelled { get; init; }

    /// <summary>The texts of errors in hooks of features and of the run.</summary>
    public ImmutableArray<string> HookErrors { get; init; } = [];

    /// <summary>The messages of the feature files that could not be read.</summary>
    public ImmutableArray<string> LoadErrors { get; init; } = [];

    /// <summary>The scenarios of the whole record by their merged outcomes.</summary>
    public RunCounts Counts { get; init; } = new(0, 0, 0, 0, 0);

    /// <summary>The exit code of the harness; null for a run of another program, for example dotnet test.</summary>
    public int? ExitCode { get; init; }
}
