using TestHarness.Failures;

namespace TestHarness.Steps.World;

/// <summary>The failures that scenarios expect when they test a check.</summary>
public static class Expected
{
    /// <summary>Runs a check that must fail.</summary>
    /// <returns>The message of the failure.</returns>
    /// <exception cref="HarnessException">
    /// The given class: the check passed. A failure of another class passes through.
    /// </exception>
    public static async Task<string> FailureAsync(FailureClass failureClass, Func<Task> check)
    {
        try
        {
            await check();
        }
        catch (HarnessException exception) when (exception.FailureClass == failureClass)
        {
            return $"failed as expected: {exception.Message}";
        }

        throw new HarnessException(
            failureClass, $"a failure of class {HarnessException.Label(failureClass)} was expected, but the check passed");
    }
}
