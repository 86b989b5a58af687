namespace TestHarness.Steps.Arguments;

/// <summary>A limit in milliseconds, 0 to an hour.</summary>
public readonly record struct Milliseconds
{
    private Milliseconds(int value) => Value = value;

    /// <summary>The number.</summary>
    public int Value { get; }

    /// <summary>Reads a number.</summary>
    /// <exception cref="Failures.HarnessException">Class config: the number is out of range.</exception>
    public static Milliseconds Parse(string text) => new((int)WholeNumber.Parse(text, "milliseconds", 0, 3_600_000));
}
