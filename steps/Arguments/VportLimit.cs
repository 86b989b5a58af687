namespace TestHarness.Steps.Arguments;

/// <summary>The number of vHBAs that a switch lets an HBA have, 0 to 255.</summary>
public readonly record struct VportLimit
{
    private VportLimit(int value) => Value = value;

    /// <summary>The number.</summary>
    public int Value { get; }

    /// <summary>Reads a number.</summary>
    /// <exception cref="Failures.HarnessException">Class config: the number is out of range.</exception>
    public static VportLimit Parse(string text) => new((int)WholeNumber.Parse(text, "vHBAs of an HBA", 0, 255));
}
