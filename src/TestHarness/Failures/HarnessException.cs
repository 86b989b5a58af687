using System.Collections.Immutable;

namespace TestHarness.Failures;

/// <summary>The one exception of the harness: its message starts with the <see cref="FailureClass"/> in brackets.</summary>
public sealed class HarnessException : Exception
{
    /// <summary>Makes the exception; the message gets the class in brackets before it.</summary>
    public HarnessException(FailureClass failureClass, string message, Exception? innerException = null)
        : base($"[{Label(failureClass)}] {message}", innerException)
    {
        FailureClass = failureClass;
        Detail = message;
        Faults =
        [
            new Fault(failureClass, message),
            .. innerException is HarnessException { Faults.Length: > 1 } inner ? inner.Faults : [],
        ];
    }

    /// <summary>The class of the failure, on which code and reports decide.</summary>
    public FailureClass FailureClass { get; }

    /// <summary>
    /// The faults that the message reports, on which known issues decide. By default the message is one, and an inner exception
    /// with several adds its own.
    /// </summary>
    internal ImmutableArray<Fault> Faults { get; init; }

    /// <summary>
    /// Whether the failure is only that the guest has written nothing for a time; no data was found to be wrong.
    /// </summary>
    internal bool IsStall { get; init; }

    /// <summary>
    /// Whether the failure is only that nothing listens at the other end, where a server may still be starting.
    /// </summary>
    internal bool IsNotUp { get; init; }

    /// <summary>The message without its class.</summary>
    internal string Detail { get; }

    /// <summary>Returns the name of a class in messages and in Allure's categories, for example <c>guest-health</c>.</summary>
    public static string Label(FailureClass failureClass) =>
        failureClass == FailureClass.GuestHealth ? "guest-health" : failureClass.ToString().ToLowerInvariant();
}
