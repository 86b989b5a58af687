namespace TestHarness.Scenarios.Runtime;

/// <summary>
/// The error of a step, hook or transformation method that cannot be used as it is written, or that does not take a step's
/// arguments.
/// </summary>
public class StepDefinitionException(string message) : Exception(message);
