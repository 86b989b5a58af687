namespace TestHarness.Steps.Arguments;

/// <summary>A number of passes over a guest's memory, 1 to 10,000.</summary>
public readonly record struct PassCount
{
    private PassCount(int value) => Value = value;

    /// <summary>The number.</summary>
    public int Value { get; }

    /// <summary>Reads a number.</summary>
    /// <exception cref="Failures.HarnessException">Class config: the number is out of range.</exception>
    public static PassCount Parse(string text) => new((int)WholeNumber.Parse(text, "passes over the guest's memory", 1, 10_000));
}
