namespace TestHarness.Steps.Arguments;

/// <summary>A number of bytes to write, 1 to 1 GiB.</summary>
public readonly record struct ByteCount
{
    private ByteCount(int value) => Value = value;

    /// <summary>The number.</summary>
    public int Value { get; }

    /// <summary>Reads a number.</summary>
    /// <exception cref="Failures.HarnessException">Class config: the number is out of range.</exception>
    public static ByteCount Parse(string text) => new((int)WholeNumber.Parse(text, "bytes", 1, 1_073_741_824));
}
