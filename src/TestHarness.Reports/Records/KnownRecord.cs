using TestHarness.Scenarios.KnownIssues;

namespace TestHarness.Reports.Records;

/// <summary>The verdict of known issues on an attempt of a scenario.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Bug">The number of the bug, or its address.</param>
/// <param name="Owner">The owner of the entry.</param>
/// <param name="Expires">The last day (UTC) on which the entry applies.</param>
/// <param name="Entry">The file and line of the entry.</param>
/// <param name="Note">The verdict in one sentence for a person.</param>
public sealed record KnownRecord(
    KnownKind Verdict, string Bug, string Owner, DateOnly Expires, string Entry, string Note)
{
    /// <summary>Makes the record of a verdict; null when there is none.</summary>
    public static KnownRecord? Of(KnownVerdict? verdict) => verdict is null
        ? null
        : new(
            verdict.Kind,
            verdict.Issue.Bug,
            verdict.Issue.Owner,
            verdict.Issue.Expires,
            verdict.Issue.Place,
            verdict.Note);
}
