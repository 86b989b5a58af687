using TestHarness.Scenarios.Runtime;

namespace TestHarness.Scenarios.Checking;

/// <summary>The error of a scenario whose steps cannot run as they are written; nothing of the scenario has run.</summary>
public sealed class StepProblemsException : StepDefinitionException
{
    internal StepProblemsException(IReadOnlyCollection<StepProblem> problems)
        : base(Text(problems)) => Problems = problems;

    /// <summary>Whether the only mistakes are steps without a method.</summary>
    public bool IsUndefined => Problems.All(problem => problem.IsUndefined);

    internal IReadOnlyCollection<StepProblem> Problems { get; }

    private static string Text(IReadOnlyCollection<StepProblem> problems)
    {
        var snippets = problems.Select(problem => problem.Snippet).OfType<string>().Distinct().ToArray();
        return string.Join(
            Environment.NewLine,
            [
                .. problems.Select(problem => problem.ToString()),
                .. snippets.Length == 0 ? [] : new[] { "Paste this into a [Binding] class:" },
                .. snippets.SelectMany(snippet => new[] { "", snippet }),
            ]);
    }
}
