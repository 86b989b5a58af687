namespace TestHarness.Scenarios.KnownIssues;

/// <summary>The verdict of known issues on the result of a scenario.</summary>
/// <param name="Issue">The entry that is the reason for the verdict.</param>
/// <param name="Note">The verdict in one sentence for a person.</param>
public sealed record KnownVerdict(KnownKind Kind, KnownIssue Issue, string Note);
