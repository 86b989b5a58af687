namespace TestHarness.Steps.Arguments;

/// <summary>The number of multifd channels of a leg, 1 to 255.</summary>
public readonly record struct ChannelCount
{
    private ChannelCount(int value) => Value = value;

    /// <summary>The number.</summary>
    public int Value { get; }

    /// <summary>Reads a number.</summary>
    /// <exception cref="Failures.HarnessException">Class config: the number is out of range.</exception>
    public static ChannelCount Parse(string text) => new((int)WholeNumber.Parse(text, "multifd channels", 1, 255));
}
