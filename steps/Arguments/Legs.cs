namespace TestHarness.Steps.Arguments;

/// <summary>The number of legs of a ping-pong migration, 1 to 10,000.</summary>
public readonly record struct Legs
{
    private Legs(int value) => Value = value;

    /// <summary>The number.</summary>
    public int Value { get; }

    /// <summary>Reads a number.</summary>
    /// <exception cref="Failures.HarnessException">Class config: the number is out of range.</exception>
    public static Legs Parse(string text) => new((int)WholeNumber.Parse(text, "legs of a migration", 1, 10_000));
}
