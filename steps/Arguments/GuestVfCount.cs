namespace TestHarness.Steps.Arguments;

/// <summary>A number of VFs of a guest, 1 to 16: each takes a PCI Express root port.</summary>
public readonly record struct GuestVfCount
{
    private GuestVfCount(int value) => Value = value;

    /// <summary>The number.</summary>
    public int Value { get; }

    /// <summary>Reads a number.</summary>
    /// <exception cref="Failures.HarnessException">Class config: the number is out of range.</exception>
    public static GuestVfCount Parse(string text) => new((int)WholeNumber.Parse(text, "VFs of a guest", 1, 16));
}
