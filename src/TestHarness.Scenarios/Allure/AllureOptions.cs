using System.Collections.Immutable;
using TestHarness.Texts;

namespace TestHarness.Scenarios.Allure;

/// <param name="Directory">Where the result files go; made if it is not there.</param>
public sealed record AllureOptions(string Directory)
{
    /// <summary>What ran the scenarios, as their results name it.</summary>
    public string Framework { get; init; } = "Reqnroll";

    /// <summary>True for an error that says the tested thing is wrong (failed), false for one of the test itself (broken).</summary>
    public Func<Exception, bool> IsFailure { get; init; } = static _ => true;

    /// <summary>Shown as the report's environment.</summary>
    public ImmutableSortedDictionary<string, string> Environment { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Asked at the end of the run: what it found out, to be shown with <see cref="Environment"/>.</summary>
    public Func<ImmutableSortedDictionary<string, string>> Findings { get; init; } =
        static () => ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The way out of every text in the results.</summary>
    public TextOutlet Texts { get; init; } = TextOutlet.WithoutSecrets;

    /// <summary>How the report sorts failures.</summary>
    public ImmutableArray<AllureCategory> Categories { get; init; } = [];
}

/// <param name="MessageRegex">Must match the whole message, as Allure does it.</param>
/// <param name="MatchedStatuses">Of failed, broken, skipped, passed.</param>
public sealed record AllureCategory(string Name, string MessageRegex, ImmutableArray<string> MatchedStatuses);
