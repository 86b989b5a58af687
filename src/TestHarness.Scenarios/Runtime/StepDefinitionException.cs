namespace TestHarness.Scenarios.Runtime;

/// <summary>A step, hook or transformation method cannot be used as it is written, or does not take a step's arguments.</summary>
public class StepDefinitionException(string message) : Exception(message);
