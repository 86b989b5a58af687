namespace TestHarness.Steps.Arguments;

/// <summary>The time between two pings in milliseconds, 10 to 60,000. A shorter time would flood the network.</summary>
public readonly record struct PingInterval
{
    private PingInterval(int value) => Value = value;

    /// <summary>The number.</summary>
    public int Value { get; }

    /// <summary>Reads a number.</summary>
    /// <exception cref="Failures.HarnessException">Class config: the number is out of range.</exception>
    public static PingInterval Parse(string text) =>
        new((int)WholeNumber.Parse(text, "milliseconds between two pings", 10, 60_000));
}
