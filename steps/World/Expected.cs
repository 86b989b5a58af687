using TestHarness.Failures;

namespace TestHarness.Steps.World;

/// <summary>For scenarios that test a check: the failure is what must come.</summary>
public static class Expected
{
    /// <returns>The message of the failure.</returns>
    /// <exception cref="HarnessException">Nothing failed. A failure of another class passes through.</exception>
    public static async Task<string> FailureAsync(FailureClass failureClass, Func<Task> check)
    {
        try
        {
            await check();
        }
        catch (HarnessException failure) when (failure.FailureClass == failureClass)
        {
            return $"failed as expected: {failure.Message}";
        }

        throw new HarnessException(failureClass, $"a failure of class {HarnessException.Label(failureClass)} was expected, but the check passed");
    }
}
