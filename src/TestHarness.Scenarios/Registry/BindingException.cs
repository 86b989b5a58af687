namespace TestHarness.Scenarios.Registry;

/// <summary>A step, hook or transformation method cannot be used as it is written.</summary>
public class BindingException(string message, Exception? innerException = null) : Exception(message, innerException);
