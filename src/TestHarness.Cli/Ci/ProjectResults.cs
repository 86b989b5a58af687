using System.Collections.Immutable;

namespace TestHarness.Cli.Ci;

/// <summary>The results of one test project, or of the scenarios, in one part of a CI run.</summary>
/// <param name="Part">The name of the part, for example <c>tests</c>.</param>
/// <param name="Project">The name of the test project, for example <c>TestHarness.Cli.Tests</c>.</param>
/// <param name="Tests">The tests that have a result.</param>
internal sealed record ProjectResults(string Part, string Project, ImmutableArray<TestOutcome> Tests)
{
    /// <summary>The number of tests that passed.</summary>
    public int Passed => Tests.Count(test => test.Kind == OutcomeKind.Passed);

    /// <summary>The tests that failed.</summary>
    public ImmutableArray<TestOutcome> Failed => [.. Tests.Where(test => test.Kind == OutcomeKind.Failed)];

    /// <summary>The tests that were skipped.</summary>
    public ImmutableArray<TestOutcome> Skipped => [.. Tests.Where(test => test.Kind == OutcomeKind.Skipped)];
}

/// <summary>The result of one test.</summary>
/// <param name="Message">The message of the failure or the skip; empty for a test that passed.</param>
internal sealed record TestOutcome(string Name, OutcomeKind Kind, string Message)
{
    /// <summary>The reason of a skipped scenario: the environment does not offer what the scenario needs.</summary>
    public const string NotOffered = "NotOffered";

    /// <summary>The reason of a scenario that failed with a known issue: known-issues.yaml accepts it, and no count.</summary>
    public const string Known = "known";

    /// <summary>The reason of a skip whose message names no reason.</summary>
    public const string Unstated = "Unstated";

    /// <summary>The text that NUnit puts before the message of each test whose fixture was skipped.</summary>
    private const string OfFixture = "OneTimeSetUp: ";

    /// <summary>The name of the skip's reason, by which <see cref="ExpectedCounts"/> limits it.</summary>
    public string SkipReason
    {
        get
        {
            var text = Message.StartsWith(OfFixture, StringComparison.Ordinal) ? Message[OfFixture.Length..] : Message;
            if (text.StartsWith("needs ", StringComparison.Ordinal))
                return NotOffered;
            var end = text.IndexOf(": ", StringComparison.Ordinal);
            return end > 0 && text[..end].All(char.IsAsciiLetter) ? text[..end] : Unstated;
        }
    }
}

/// <summary>The outcome of a test.</summary>
internal enum OutcomeKind
{
    /// <summary>The test passed.</summary>
    Passed,
    /// <summary>The test failed, or did not end well.</summary>
    Failed,
    /// <summary>The test did not run.</summary>
    Skipped,
}
