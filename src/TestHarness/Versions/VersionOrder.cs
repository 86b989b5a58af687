namespace TestHarness.Versions;

/// <summary>The order in which a packaging system compares versions.</summary>
public abstract class VersionOrder
{
    /// <summary>The order of RPM.</summary>
    public static VersionOrder Rpm { get; } = new RpmOrder();

    /// <summary>The order of dpkg.</summary>
    public static VersionOrder Dpkg { get; } = new DpkgOrder();

    /// <summary>Finds the order of a packaging system.</summary>
    /// <param name="name"><c>dpkg</c> or <c>rpm</c>; RPM's order for any other name, as it knows every form of a version.</param>
    public static VersionOrder Of(string? name) => name == "dpkg" ? Dpkg : Rpm;

    /// <summary>Compares two versions with their epochs and releases; a missing epoch is 0.</summary>
    /// <returns>A number below 0 when the first version is older, above 0 when it is newer, and 0 when they are equal.</returns>
    public int Compare(string left, string right)
    {
        var (first, second) = (VersionParts.Of(left), VersionParts.Of(right));
        var difference = CompareNumbers(first.Epoch ?? "0", second.Epoch ?? "0");
        if (difference == 0)
            difference = CompareParts(first.Version, second.Version);
        return difference == 0 ? CompareParts(first.Release ?? "", second.Release ?? "") : difference;
    }

    /// <summary>Compares two versions without epoch and release, or two releases.</summary>
    protected abstract int CompareParts(ReadOnlySpan<char> left, ReadOnlySpan<char> right);

    /// <summary>Compares two runs of digits of any length.</summary>
    protected static int CompareNumbers(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var first = left.TrimStart('0');
        var second = right.TrimStart('0');
        return first.Length == second.Length ? first.SequenceCompareTo(second) : first.Length.CompareTo(second.Length);
    }
}
