using System.Collections.Immutable;

namespace TestHarness.Cli.Ci;

/// <summary>The number of tests that a project must have in a part of a CI run, and how many of them may be skipped.</summary>
/// <param name="MostSkipped">The largest number of skipped tests for each accepted reason.</param>
internal sealed record ExpectedCount(string Part, string Project, int Tests, ImmutableSortedDictionary<string, int> MostSkipped)
{
    private const int ShownNames = 5;

    /// <summary>Describes each difference in a line.</summary>
    public IEnumerable<string> Differences(ProjectResults found)
    {
        var change = found.Tests.Length < Tests ? "tests disappeared" : "tests appeared";
        if (found.Tests.Length != Tests)
            yield return $"{Part}: {Project} has {found.Tests.Length} results, expected {Tests}: {change}";

        foreach (var skipped in Counted(found).OrderBy(skips => skips.Key, StringComparer.Ordinal))
        {
            var most = MostSkipped.GetValueOrDefault(skipped.Key);
            if (skipped.Count() <= most)
                continue;
            var names = string.Join(", ", skipped.Select(test => test.Name).Order(StringComparer.Ordinal).Take(ShownNames));
            yield return $"{Part}: {Project} skipped {skipped.Count()} tests for {skipped.Key}, expected at most {most}: "
                + $"{names}: {skipped.First().Message}";
        }
    }

    private static IEnumerable<IGrouping<string, TestOutcome>> Counted(ProjectResults found) =>
        found.Skipped.Where(test => test.SkipReason != TestOutcome.Known).GroupBy(test => test.SkipReason);

    public override string ToString() =>
        string.Join(' ', [Part, Project, $"{Tests}", .. MostSkipped.Select(skip => $"{skip.Key}={skip.Value}")]);

    /// <summary>Creates the count that fits the results; a limit of skips never becomes lower.</summary>
    public static ExpectedCount Of(ProjectResults found, ExpectedCount? before)
    {
        var most = (before?.MostSkipped ?? ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal)).ToBuilder();
        foreach (var skipped in Counted(found))
            most[skipped.Key] = Math.Max(most.GetValueOrDefault(skipped.Key), skipped.Count());
        return new ExpectedCount(found.Part, found.Project, found.Tests.Length, most.ToImmutable());
    }
}
