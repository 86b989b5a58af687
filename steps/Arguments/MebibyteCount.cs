namespace TestHarness.Steps.Arguments;

/// <summary>A number of MiB that a guest writes, 1 to 1,048,576 (1 TiB).</summary>
public readonly record struct MebibyteCount
{
    private MebibyteCount(int value) => Value = value;

    /// <summary>The number.</summary>
    public int Value { get; }

    /// <summary>Reads a number.</summary>
    /// <exception cref="Failures.HarnessException">Class config: the number is out of range.</exception>
    public static MebibyteCount Parse(string text) => new((int)WholeNumber.Parse(text, "MiB", 1, 1_048_576));
}
