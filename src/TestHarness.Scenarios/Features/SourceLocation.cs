namespace TestHarness.Scenarios.Features;

/// <summary>A place in a feature file; lines and columns count from 1.</summary>
public sealed record SourceLocation(string File, int Line, int Column = 1)
{
    public override string ToString() => $"{File}:{Line}";
}
