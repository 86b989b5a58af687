namespace TestHarness.Steps.Arguments;

/// <summary>The offset of a mebibyte on a disk, from 0.</summary>
public readonly record struct MebibyteOffset
{
    private MebibyteOffset(long value) => Value = value;

    /// <summary>The number.</summary>
    public long Value { get; }

    /// <summary>Reads a number.</summary>
    /// <exception cref="Failures.HarnessException">Class config: the number is out of range.</exception>
    public static MebibyteOffset Parse(string text) =>
        new(WholeNumber.Parse(text, "the offset of a mebibyte", 0, 1_099_511_627_776));
}
