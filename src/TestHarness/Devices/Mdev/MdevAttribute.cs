using System.Text.RegularExpressions;
using TestHarness.Failures;
using TestHarness.Naming;

namespace TestHarness.Devices.Mdev;

/// <summary>An attribute of an mdev in sysfs, and the value that mdevctl writes into it.</summary>
/// <remarks>
/// mdevctl opens the name as a path below the mdev's directory (mdevctl(8), modify --addattr). The kernel's links there lead to
/// other devices: to the driver with all its mdevs, to the type, to the IOMMU group. So a name is a file of the directory itself
/// or of <c>power</c> and <c>nvidia</c>, which are the mdev's own. <c>remove</c> would delete the mdev, and the ledger would not
/// know.
/// </remarks>
public sealed partial record MdevAttribute
{
    /// <summary>The longest value: a sysfs file takes less than a page.</summary>
    private const int MaxValue = 4095;

    private MdevAttribute(string name, string value) => (Name, Value) = (name, value);

    /// <summary>The name of the attribute, as a path below the mdev's directory.</summary>
    public string Name { get; }

    /// <summary>The value, one line of ASCII.</summary>
    public string Value { get; }

    /// <summary>Reads an attribute.</summary>
    /// <exception cref="HarnessException">
    /// Class config: the name is not an attribute of the mdev itself, or the value is not one line of ASCII.
    /// </exception>
    public static MdevAttribute Parse(string name, string value)
    {
        if (name == "remove" || !NameFormat().IsMatch(name))
            throw Wrong(
                $"'{NameRule.Shown(name)}' is not an attribute of an mdev: expected a file of the mdev's directory in sysfs, " +
                "such as assign_adapter, power/FILE or nvidia/FILE, but not remove");
        if (value.Length > MaxValue || !value.All(character => character is >= ' ' and <= '~'))
            throw Wrong(
                $"'{NameRule.Shown(value)}' is not a value of the attribute {name}: " +
                $"expected a line of at most {MaxValue} ASCII characters");
        return new MdevAttribute(name, value);
    }

    public override string ToString() => $"{Name}={Value}";

    private static HarnessException Wrong(string message) => new(FailureClass.Config, message);

    [GeneratedRegex(@"\A(?:(?:power|nvidia)/)?[A-Za-z0-9_]{1,255}\z")]
    private static partial Regex NameFormat();
}
