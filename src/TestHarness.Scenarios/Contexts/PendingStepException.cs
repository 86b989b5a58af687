namespace TestHarness.Scenarios;

/// <summary>Thrown by a step that is not written yet; its scenario fails as pending.</summary>
public sealed class PendingStepException(string message) : Exception(message)
{
    public PendingStepException()
        : this("One or more step definitions are not implemented yet.")
    {
    }
}
