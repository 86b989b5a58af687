namespace TestHarness.Steps.Arguments;

/// <summary>The limit on the slowdown of the last legs against the first, 1 to 1,000 times.</summary>
public readonly record struct SlowdownFactor
{
    private SlowdownFactor(int value) => Value = value;

    /// <summary>The number.</summary>
    public int Value { get; }

    /// <summary>Reads a number.</summary>
    /// <exception cref="Failures.HarnessException">Class config: the number is out of range.</exception>
    public static SlowdownFactor Parse(string text) =>
        new((int)WholeNumber.Parse(text, "how many times slower legs may get", 1, 1_000));
}
