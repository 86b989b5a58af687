namespace TestHarness.Steps.Arguments;

/// <summary>A limit in seconds, 0 to a day.</summary>
public readonly record struct Seconds
{
    private Seconds(int value) => Value = value;

    /// <summary>The number.</summary>
    public int Value { get; }

    /// <summary>Reads a number.</summary>
    /// <exception cref="Failures.HarnessException">Class config: the number is out of range.</exception>
    public static Seconds Parse(string text) => new((int)WholeNumber.Parse(text, "seconds", 0, 86_400));
}
