namespace TestHarness.Steps.Arguments;

/// <summary>A limit on lost pings, 0 to a million.</summary>
public readonly record struct LostPings
{
    private LostPings(int value) => Value = value;

    /// <summary>The number.</summary>
    public int Value { get; }

    /// <summary>Reads a number.</summary>
    /// <exception cref="Failures.HarnessException">Class config: the number is out of range.</exception>
    public static LostPings Parse(string text) => new((int)WholeNumber.Parse(text, "lost pings", 0, 1_000_000));
}
