namespace TestHarness.Steps.Arguments;

/// <summary>A number of rounds of a step, 1 to 1,000.</summary>
public readonly record struct RoundCount
{
    private RoundCount(int value) => Value = value;

    /// <summary>The number.</summary>
    public int Value { get; }

    /// <summary>Reads a number.</summary>
    /// <exception cref="Failures.HarnessException">Class config: the number is out of range.</exception>
    public static RoundCount Parse(string text) => new((int)WholeNumber.Parse(text, "rounds", 1, 1_000));
}
