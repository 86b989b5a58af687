using NUnit.Framework;
using TestHarness.Scenarios.Running;

namespace TestHarness.Features;

/// <summary>What the built-in engine would say in place of an exception of Reqnroll or NUnit.</summary>
internal static class ObservedError
{
    public static Exception Of(Exception exception) => exception switch
    {
        IgnoreException or InconclusiveException => new ScenarioSkippedException(exception.Message),
        StrictModeException strict => new ScenarioSkippedException(strict.Reason),
        PendingStepException => new Scenarios.PendingStepException(exception.Message),
        BindingException => new Scenarios.Registry.BindingException(exception.Message, exception),
        _ => exception,
    };
}
