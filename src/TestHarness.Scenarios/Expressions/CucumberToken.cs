namespace TestHarness.Scenarios.Expressions;

internal enum CucumberTokenKind
{
    Text,
    Space,
    Slash,
    Optional,
    Parameter,
}

/// <param name="Text">Without the delimiters and the escapes.</param>
internal sealed record CucumberToken(CucumberTokenKind Kind, string Text)
{
    public bool IsBoundary => Kind is CucumberTokenKind.Space or CucumberTokenKind.Parameter;
}
