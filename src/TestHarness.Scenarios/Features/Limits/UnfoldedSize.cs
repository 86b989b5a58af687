using Gherkin.Ast;

namespace TestHarness.Scenarios.Features.Limits;

/// <summary>The size of a file's scenarios with their examples filled in.</summary>
internal sealed class UnfoldedSize(FeatureLimits limits)
{
    /// <summary>The size of a step, a cell or a tag besides its text.</summary>
    private const int Overhead = 32;

    private const string SplitFile = "split the file";

    private int _scenarios;
    private long _size;

    /// <summary>Whether a limit is exceeded; nothing is added after that.</summary>
    public bool IsExceeded { get; private set; }

    /// <summary>Adds a scenario, or all examples of an outline.</summary>
    /// <returns>The first error; nothing when all limits are kept.</returns>
    public IEnumerable<ParseError> Add(Scenario scenario, Step[] background)
    {
        var shared = Texts(background).Sum(text => (long)Overhead + text.Text.Length) + (Overhead * (long)scenario.Tags.Count());
        var error = scenario.Examples.Any()
            ? Rows(scenario)
                .Select(row => AddOne(scenario, row.Location, row.Placeholders, shared))
                .FirstOrDefault(found => found is not null)
            : AddOne(scenario, scenario.Location, Placeholders.None, shared);
        return error is null ? [] : [error];
    }

    private static IEnumerable<(Location Location, Placeholders Placeholders)> Rows(Scenario scenario) =>
        from examples in scenario.Examples
        where examples.TableHeader is not null
        from row in examples.TableBody
        select (row.Location, Placeholders.Of(examples.TableHeader, row));

    private ParseError? AddOne(Scenario scenario, Location place, Placeholders placeholders, long shared)
    {
        ParseError Over(string what, long found, long limit, string advice) =>
            LimitError.Of(place.Line, place.Column, what, found, limit, advice);

        IsExceeded = true;
        if (++_scenarios > limits.Scenarios)
            return Over("scenarios in a feature file, each example counted", _scenarios, limits.Scenarios, SplitFile);

        _size += shared;
        foreach (var (text, allowed, what) in Texts(scenario.Steps).Prepend((scenario.Name, limits.TitleLength, "a title")))
        {
            var length = placeholders.LengthOf(text);
            // A placeholder that is replaced by an empty value is still read for each example.
            _size += Overhead + Math.Max(text.Length, length);
            if (length > allowed)
                return Over($"characters in {what}, filled in from the example", length, allowed, "shorten the example");
            if (_size > limits.Unfolded)
                return Over("characters in all scenarios, examples filled in", _size, limits.Unfolded, SplitFile);
        }

        IsExceeded = false;
        return null;
    }

    private IEnumerable<(string Text, int Allowed, string What)> Texts(IEnumerable<Step> steps)
    {
        foreach (var step in steps)
        {
            yield return (step.Text, limits.StepLength, "a step");
            if (StepArguments.TextOf(step) is { } text)
                yield return (text.Content, limits.DocStringLength, "a doc string");
            foreach (var cell in StepArguments.TableOf(step)?.Rows.SelectMany(row => row.Cells) ?? [])
                yield return (cell.Value, limits.CellLength, "a cell");
        }
    }
}
