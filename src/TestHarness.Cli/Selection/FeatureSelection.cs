using System.Collections.Immutable;
using TestHarness.Cli.Terminals;
using TestHarness.Scenarios.Checking;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Runtime;
using TestHarness.Scenarios.Tags;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Selection;

/// <summary>The scenarios that a user chose with paths and tags.</summary>
internal sealed record FeatureSelection(FeatureSet Features, Lazy<StepVocabulary> Steps)
{
    /// <summary>The folder of the project's features.</summary>
    public const string FeatureFolder = "features";

    /// <summary>Selects the scenarios of paths and tags.</summary>
    /// <param name="paths">The paths; the project's features when there are none.</param>
    /// <param name="steps">Loads the step classes; called when the first step is looked up.</param>
    /// <exception cref="BadInputException">A path or the tag expression is not right, or they select nothing.</exception>
    public static FeatureSelection Of(ImmutableArray<string> paths, string? tags, Func<StepVocabulary> steps)
    {
        ImmutableArray<string> from = paths.IsEmpty ? [Path.Combine(RunSettings.Root, FeatureFolder)] : paths;
        var expression = Parse(tags);
        var all = Load(from);
        var selected = expression is null ? all : all.Where(expression);
        if (selected.Features.IsEmpty && selected.Errors.IsEmpty)
            throw new BadInputException(WhyNothing(from, tags, all));
        return new FeatureSelection(selected, new Lazy<StepVocabulary>(steps));
    }

    /// <summary>The selected scenarios.</summary>
    public ImmutableArray<ScenarioPlan> Scenarios => [.. Features.Scenarios];

    /// <summary>Refuses a selection with mistakes.</summary>
    /// <exception cref="BadInputException">Something is wrong in a selected file.</exception>
    public async Task CheckAsync()
    {
        if (await FindProblemsAsync() is { Length: > 0 } problems)
            throw new BadInputException(ProblemText.Of(problems));
    }

    /// <summary>Finds the mistakes in the selected files, in the order of their places.</summary>
    public async Task<ImmutableArray<FeatureProblem>> FindProblemsAsync() =>
    [
        .. (await new FeatureCheck(Steps.Value).FindAsync(Features)).Concat(NeedsCheck.Find(Features))
            .OrderBy(problem => problem.Path, StringComparer.Ordinal)
            .ThenBy(problem => problem.Line)
            .ThenBy(problem => problem.Column),
    ];

    private static TagExpression? Parse(string? tags)
    {
        try
        {
            return tags is null ? null : TagExpression.Parse(tags);
        }
        catch (TagExpressionException exception)
        {
            throw new BadInputException(exception.Message);
        }
    }

    private static FeatureSet Load(ImmutableArray<string> paths)
    {
        try
        {
            return FeatureSet.Load(paths, RunSettings.Root);
        }
        catch (FeatureLoadException exception)
        {
            throw new BadInputException(exception.Message);
        }
    }

    private static string WhyNothing(ImmutableArray<string> paths, string? tags, FeatureSet all)
    {
        var where = string.Join(
            ", ", paths.Select(path => path.Contains(':', StringComparison.Ordinal) ? path : Places.Of(path)));
        var count = all.Scenarios.Count();
        return count == 0
            ? $"nothing to run: there is no scenario in {where}"
            : $"nothing to run: none of the {count} scenarios in {where} has tags that match '{tags}'; "
                + $"there are {string.Join(' ', Tags(all))}";
    }

    private static IEnumerable<string> Tags(FeatureSet features) =>
        features.Scenarios.SelectMany(scenario => scenario.Tags)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Select(tag => $"@{tag}");
}
