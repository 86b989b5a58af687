namespace TestHarness.Steps.Arguments;

/// <summary>How many times slower the last legs may be than the first, 1 to 1,000.</summary>
public readonly record struct SlowdownFactor
{
    private SlowdownFactor(int value) => Value = value;

    public int Value { get; }

    /// <summary>Reads a number.</summary>
    /// <exception cref="Failures.HarnessException">Class config: the number is out of range.</exception>
    public static SlowdownFactor Parse(string text) =>
        new((int)WholeNumber.Parse(text, "how many times slower legs may get", 1, 1_000));
}
