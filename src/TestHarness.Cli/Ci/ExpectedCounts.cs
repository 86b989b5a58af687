using System.Collections.Immutable;
using System.Globalization;

namespace TestHarness.Cli.Ci;

/// <summary>The file <c>.ci/expected</c>: the results that a CI run must have, a line for each part and project.</summary>
internal sealed record ExpectedCounts(ImmutableArray<ExpectedCount> Counts)
{
    private const string Comment = """
        # The results that .ci/run must find: part, test project, number of tests, and for each accepted reason the largest
        # number of tests that may be skipped for it. A reason that is absent accepts no skip. './harness ci --update' writes the
        # last run's numbers here.
        """;

    /// <summary>Reads the file.</summary>
    /// <exception cref="BadInputException">A line is malformed.</exception>
    public static ExpectedCounts Parse(string text) =>
        new([.. text.Split('\n').Where(line => line.Trim().Length > 0 && line[0] != '#').Select(ParseLine)]);

    /// <summary>Returns the names of all reasons for which a test of the part may be skipped.</summary>
    public IEnumerable<string> Reasons(string part) =>
        Of(part).SelectMany(count => count.MostSkipped.Keys).Distinct().Order(StringComparer.Ordinal);

    /// <summary>Describes each difference of a part in a line; all of them go into the verdict.</summary>
    public IEnumerable<string> Differences(string part, IReadOnlyCollection<ProjectResults> results)
    {
        var expected = Of(part).ToImmutableArray();
        if (expected.IsEmpty)
            yield return $"{part}: no project is expected";
        foreach (var count in expected)
        {
            if (results.SingleOrDefault(result => result.Project == count.Project) is { } found)
            {
                foreach (var difference in count.Differences(found))
                    yield return difference;
            }
            else
            {
            {
                yield return $"{part}: {count.Project} left no results, expected {count.Tests}: "
                    + "the project did not run, or it crashed";
            }
            }
        }

        // A filter leaves an empty file of results for each project without such a test.
        var unexpected = results.Where(result => expected.All(count => count.Project != result.Project));
        foreach (var result in unexpected.Where(result => !result.Tests.IsEmpty))
            yield return $"{part}: {result.Project} has {result.Tests.Length} results, but is not in .ci/expected";
    }

    /// <summary>Replaces the counts of every part that has results.</summary>
    public ExpectedCounts With(IReadOnlyCollection<ProjectResults> results) => new(
    [
        .. Counts.Where(count => results.All(result => result.Part != count.Part)),
        .. results.Where(result => !result.Tests.IsEmpty).Select(result => ExpectedCount.Of(result, Find(result))),
    ]);

    public override string ToString()
    {
        var lines = Counts.OrderBy(count => count.Part, StringComparer.Ordinal).ThenBy(
            count => count.Project, StringComparer.Ordinal);
        return $"{Comment}\n{string.Join('\n', lines)}\n";
    }

    private IEnumerable<ExpectedCount> Of(string part) => Counts.Where(count => count.Part == part);

    private ExpectedCount? Find(ProjectResults result) =>
        Counts.SingleOrDefault(count => count.Part == result.Part && count.Project == result.Project);

    private static ExpectedCount ParseLine(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var skips = words.Skip(3).Select(word => word.Split('=')).ToArray();
        if (words.Length < 3 || Count(words[2]) == 0 || skips.Any(skip => skip.Length != 2 || Count(skip[1]) == 0))
            throw new BadInputException($".ci/expected: expected 'PART PROJECT TESTS [REASON=MOST]...', found '{line}'");
        var mostSkipped = skips.ToImmutableSortedDictionary(skip => skip[0], skip => Count(skip[1]), StringComparer.Ordinal);
        return new ExpectedCount(words[0], words[1], Count(words[2]), mostSkipped);
    }

    /// <summary>Reads a count; returns 0, which is never a count, when the word is not one.</summary>
    private static int Count(string word) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;
}
