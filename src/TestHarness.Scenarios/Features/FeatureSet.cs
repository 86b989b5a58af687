using System.Collections.Immutable;
using TestHarness.Scenarios.Tags;

namespace TestHarness.Scenarios.Features;

/// <summary>The features to list or to run, and the files that could not be read, which fail a run too.</summary>
public sealed record FeatureSet(ImmutableArray<FeaturePlan> Features, ImmutableArray<FeatureLoadException> Errors)
{
    /// <summary>All scenarios of the features.</summary>
    public IEnumerable<ScenarioPlan> Scenarios => Features.SelectMany(f => f.Scenarios);

    /// <summary>Reads the features of paths.</summary>
    /// <param name="paths">Folders, searched with their subfolders but without following links; files; or
    /// <c>file.feature:LINE</c>, where the line is in a scenario, a rule's head, an example's row, or before the first scenario
    /// for the whole file.</param>
    /// <param name="root">The folder to which names in messages and reports are relative; the current one when null.</param>
    /// <exception cref="FeatureLoadException">Some paths do not exist, and all of them are named; or a folder cannot be
    /// read.</exception>
    public static FeatureSet Load(IEnumerable<string> paths, string? root = null)
    {
        var from = Path.GetFullPath(root ?? ".");
        var features = ImmutableArray.CreateBuilder<FeaturePlan>();
        var errors = ImmutableArray.CreateBuilder<FeatureLoadException>();
        var given = paths.Select(FeaturePath.Parse).ToArray();
        if (given.Where(p => !p.Exists).ToArray() is [var first, ..] missing)
        {
            var message = string.Join(Environment.NewLine, missing.Select(p => $"{p.Path}: no such feature file or folder"));
            throw new FeatureLoadException(first.Path, message);
        }

        var searched = given.Select(path => (path.Lines, Found: path.Search())).ToArray();
        errors.AddRange(searched.SelectMany(path => path.Found.Links).Distinct().Select(link => FeatureFile.Link(link, from)));
        var files = searched.SelectMany(path => path.Found.Files.Select(file => (File: file, path.Lines)));
        foreach (var group in files.GroupBy(f => Path.GetFullPath(f.File)))
        {
            try
            {
                features.Add(Select(FeatureFile.Load(group.Key, from), [.. group.SelectMany(f => f.Lines)]));
            }
            catch (FeatureLoadException exception)
            {
                errors.Add(exception);
            }
        }

        return new FeatureSet(features.ToImmutable(), errors.ToImmutable());
    }

    /// <summary>Keeps the scenarios that a tag expression selects, and the features that still have one.</summary>
    public FeatureSet Where(TagExpression tags) => Where(s => tags.Matches(s.Tags));

    /// <summary>Keeps the scenarios that a filter selects, and the features that still have one.</summary>
    public FeatureSet Where(Func<ScenarioPlan, bool> filter) => this with
    {
        Features = [.. Features
            .Select(f => f with { Scenarios = [.. f.Scenarios.Where(filter)] })
            .Where(f => f.Scenarios.Length > 0)],
    };

    private static FeaturePlan Select(FeaturePlan feature, ImmutableArray<int> lines) => lines.IsEmpty
        ? feature
        : feature with
        {
            Scenarios =
                [.. lines.SelectMany(l => At(feature.Scenarios, l)).Distinct().OrderBy(s => s.Location.Line)],
        };

    private static IEnumerable<ScenarioPlan> At(ImmutableArray<ScenarioPlan> scenarios, int line)
    {
        var row = scenarios.Where(s => s.Location.Line == line).ToArray();
        if (row.Length > 0)
            return row;
        var starts = scenarios.SelectMany(s => Starts(s)).Where(l => l <= line).ToArray();
        return starts.Length == 0 ? scenarios : scenarios.Where(s => Starts(s).Contains(starts.Max()));
    }

    private static IEnumerable<int> Starts(ScenarioPlan scenario) =>
        scenario.Rule is { } rule ? [rule.Location.Line, scenario.Start.Line] : [scenario.Start.Line];
}
