using System.Collections.Immutable;
using Reqnroll;
using TestHarness.Failures;
using TestHarness.Steps.Arguments;

namespace TestHarness.Steps.Health;

/// <summary>The texts that a check must name: a table with the column finding.</summary>
public sealed record ExpectedFindings(ImmutableArray<string> Texts)
{
    /// <summary>Reads a table.</summary>
    public static ExpectedFindings Of(DataTable table) => new([.. table.ExpectedRows("finding").Select(row => row["finding"])]);

    /// <summary>Checks that a failure names all texts.</summary>
    /// <param name="check">The check that failed, for the message.</param>
    /// <exception cref="HarnessException">The given class: the failure does not name a text, or no text is expected.</exception>
    public void CheckNamed(string check, FailureClass failureClass, string failure)
    {
        var missing = Texts.Where(text => text.Length == 0 || !failure.Contains(text, StringComparison.Ordinal)).ToArray();
        if (Texts.IsEmpty || missing.Length > 0)
            throw new HarnessException(failureClass, $"{check} does not name '{string.Join("' and '", missing)}': {failure}");
    }
}
