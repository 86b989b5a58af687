namespace TestHarness.Steps.Arguments;

/// <summary>A position in a list of the environment or of the guest, 1 to 64.</summary>
public readonly record struct Position
{
    private Position(int value) => Value = value;

    /// <summary>The number.</summary>
    public int Value { get; }

    /// <summary>Reads a number.</summary>
    /// <exception cref="Failures.HarnessException">Class config: the number is out of range.</exception>
    public static Position Parse(string text) => new((int)WholeNumber.Parse(text, "a position in a list, counted from 1", 1, 64));
}
