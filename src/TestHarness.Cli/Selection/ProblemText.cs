using System.Collections.Immutable;
using TestHarness.Cli.Terminals;
using TestHarness.Scenarios.Checking;

namespace TestHarness.Cli.Selection;

/// <summary>The mistakes in the form in which a compiler prints them, with the missing methods after them.</summary>
internal static class ProblemText
{
    /// <summary>Writes the lines.</summary>
    public static IEnumerable<string> Of(ImmutableArray<FeatureProblem> problems)
    {
        foreach (var problem in problems)
            yield return $"{Places.Of(problem.Path)}:{problem.Line}:{problem.Column}: {problem.Message}";
        if (problems.Length >= FeatureCheck.MostProblems)
            yield return $"these are the first {FeatureCheck.MostProblems} mistakes; correct them to see the others";

        string[] snippets = [.. problems.Select(problem => problem.Snippet).OfType<string>().Distinct()];
        if (snippets.Length == 0)
            yield break;

        yield return "";
        yield return "Paste this into a [Binding] class under steps/ ('harness steps' lists the steps that are there):";
        foreach (var snippet in snippets)
        {
            yield return "";
            yield return snippet;
        }
    }
}
