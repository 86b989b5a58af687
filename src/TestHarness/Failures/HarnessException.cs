namespace TestHarness.Failures;

/// <summary>The one exception of the harness: its message starts with the <see cref="FailureClass"/> in brackets.</summary>
public sealed class HarnessException : Exception
{
    public HarnessException(FailureClass failureClass, string message, Exception? innerException = null)
        : base($"[{Label(failureClass)}] {message}", innerException)
    {
        FailureClass = failureClass;
        Detail = message;
    }

    public FailureClass FailureClass { get; }

    /// <summary>The message without its class.</summary>
    internal string Detail { get; }

    /// <summary>The class as it is written in messages and Allure's categories, for example <c>guest-health</c>.</summary>
    public static string Label(FailureClass failureClass) =>
        failureClass == FailureClass.GuestHealth ? "guest-health" : failureClass.ToString().ToLowerInvariant();
}
