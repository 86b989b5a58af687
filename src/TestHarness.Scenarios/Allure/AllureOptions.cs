using System.Collections.Immutable;
using TestHarness.Texts;

namespace TestHarness.Scenarios.Allure;

/// <summary>The options of the result files.</summary>
/// <param name="Directory">The directory of the result files; it is made when it does not exist.</param>
public sealed record AllureOptions(string Directory)
{
    /// <summary>The name of the framework in the results.</summary>
    public string Framework { get; init; } = "Reqnroll";

    /// <summary>
    /// Returns true for an error that says that the tested thing is wrong (failed), false for an error of the test itself
    /// (broken).
    /// </summary>
    public Func<Exception, bool> IsFailure { get; init; } = static _ => true;

    /// <summary>The environment that the report shows.</summary>
    public ImmutableSortedDictionary<string, string> Environment { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Returns, at the end of the run, the findings that the report shows with <see cref="Environment"/>.</summary>
    public Func<ImmutableSortedDictionary<string, string>> Findings { get; init; } =
        static () => ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The outlet of every text in the results.</summary>
    public TextOutlet Texts { get; init; } = TextOutlet.WithoutSecrets;

    /// <summary>The categories by which the report sorts failures.</summary>
    public ImmutableArray<AllureCategory> Categories { get; init; } = [];
}

/// <summary>A category of failures.</summary>
/// <param name="MessageRegex">The pattern, which must match the whole message, as Allure requires.</param>
/// <param name="MatchedStatuses">The statuses: failed, broken, skipped, passed.</param>
public sealed record AllureCategory(string Name, string MessageRegex, ImmutableArray<string> MatchedStatuses);
