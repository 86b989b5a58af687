namespace TestHarness.Scenarios.Expressions;

/// <summary>A step's expression is malformed, or names an unknown parameter type.</summary>
public sealed class ExpressionException(string expression, string message)
    : Exception($"the expression \"{expression}\" is not valid: {message}");
