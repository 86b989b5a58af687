using System.Text.RegularExpressions;

namespace TestHarness.Scenarios.KnownIssues;

/// <summary>The title of scenarios, or their place (file, or file:line), in which <c>*</c> stands for any text.</summary>
public sealed class ScenarioPattern
{
    private readonly string _source;
    private readonly Regex _pattern;

    /// <summary>Makes the pattern of its text.</summary>
    public ScenarioPattern(string source)
    {
        _source = source;
        _pattern = new Regex(
            $"\\A{Regex.Escape(source).Replace("\\*", ".*", StringComparison.Ordinal)}\\z",
            RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline);
    }

    /// <summary>Returns whether the pattern is the whole title or the whole place of a scenario.</summary>
    public bool Matches(JudgedScenario scenario) =>
        new[] { scenario.Title, scenario.OutlineTitle, scenario.Place, scenario.File }.Any(_pattern.IsMatch);

    public override string ToString() => _source;
}
