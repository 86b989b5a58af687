namespace TestHarness.Steps.Arguments;

/// <summary>A number of VFs of one NIC, 1 to 256, which is the largest sriov_totalvfs of NICs on the market.</summary>
public readonly record struct VfCount
{
    private VfCount(int value) => Value = value;

    /// <summary>The number.</summary>
    public int Value { get; }

    /// <summary>Reads a number.</summary>
    /// <exception cref="Failures.HarnessException">Class config: the number is out of range.</exception>
    public static VfCount Parse(string text) => new((int)WholeNumber.Parse(text, "VFs of a NIC", 1, 256));
}
