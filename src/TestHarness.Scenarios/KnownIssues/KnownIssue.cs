using System.Globalization;
using System.Text.RegularExpressions;
using TestHarness.Failures;
using TestHarness.Scenarios.Tags;

namespace TestHarness.Scenarios.KnownIssues;

/// <summary>An entry of a file of known issues: a failure of scenarios that is known until a date.</summary>
/// <param name="Place">The file and line of the entry.</param>
/// <param name="FailureClass">The class of the failure.</param>
/// <param name="Pattern">The pattern, which is sought in each fault that the failure reports.</param>
/// <param name="Bug">The number of a bug, or its address.</param>
/// <param name="Expires">The last day (UTC) on which the entry applies.</param>
public sealed record KnownIssue(
    string Place, FailureClass FailureClass, Regex Pattern, string Bug, string Owner, DateOnly Expires)
{
    /// <summary>The title or place of the scenarios; null when the tags alone select them.</summary>
    public ScenarioPattern? Scenario { get; init; }

    /// <summary>The tags of the scenarios; null when the title or place alone selects them.</summary>
    public TagExpression? Tags { get; init; }

    /// <summary>The versions that have the issue.</summary>
    public KnownVersions Versions { get; init; } = KnownVersions.All;

    /// <summary>Whether the scenarios fail only sometimes, so that one that passes tells nothing.</summary>
    public bool IsIntermittent { get; init; }

    /// <summary>The reason for a person; null when the entry has none.</summary>
    public string? Reason { get; init; }

    /// <summary>The last day as text.</summary>
    public string ExpiryDate => Expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Returns whether the entry is of a scenario.</summary>
    public bool Concerns(JudgedScenario scenario) =>
        Scenario?.Matches(scenario) != false && Tags?.Matches(scenario.Tags) != false;

    /// <summary>Returns why a fault is not that of the entry; null when it is.</summary>
    public string? WhyNot(Fault fault) =>
        fault.FailureClass != FailureClass
            ? $"it is of class {HarnessException.Label(FailureClass)}, the failure of {Label(fault.FailureClass)}"
            : Pattern.IsMatch(fault.Message) ? null : $"its pattern '{Pattern}' is not in the failure";

    public override string ToString() => $"bug {Bug}, owner {Owner}, expires {ExpiryDate} ({Place})";

    private static string Label(FailureClass? failureClass) =>
        failureClass is { } known ? HarnessException.Label(known) : "no class";
}
