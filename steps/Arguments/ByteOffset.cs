namespace TestHarness.Steps.Arguments;

/// <summary>The offset of a byte on a disk, from 0.</summary>
public readonly record struct ByteOffset
{
    private ByteOffset(long value) => Value = value;

    /// <summary>The number.</summary>
    public long Value { get; }

    /// <summary>Reads a number.</summary>
    /// <exception cref="Failures.HarnessException">Class config: the number is out of range.</exception>
    public static ByteOffset Parse(string text) =>
        new(WholeNumber.Parse(text, "the offset of a byte", 0, 1_152_921_504_606_846_976));
}
