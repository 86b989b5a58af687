namespace TestHarness.Failures;

/// <summary>One of the faults that an error reports.</summary>
/// <param name="FailureClass">The class; null for an error that has none, which is one of the harness or of a step.</param>
/// <param name="Message">The message without the class.</param>
public sealed record Fault(FailureClass? FailureClass, string Message)
{
    /// <summary>Returns the faults of an error: those of a harness exception, or else the error itself.</summary>
    public static IEnumerable<Fault> Of(Exception error) =>
        error is HarnessException failure ? failure.Faults : [new Fault(null, error.Message)];
}
