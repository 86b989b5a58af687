namespace TestHarness.Qemu.Capabilities;

/// <summary>The version of a QEMU.</summary>
/// <param name="Vendor">The package of the distribution, as in <c>qemu-kvm-8.0.0-11.el9</c>; empty for QEMU's own build.</param>
public sealed record QemuVersion(int Major, int Minor, int Micro, string Vendor) : IComparable<QemuVersion>
{
    /// <summary>Compares the numbers, without the vendor.</summary>
    public int CompareTo(QemuVersion? other) =>
        other is null ? 1 : (Major, Minor, Micro).CompareTo((other.Major, other.Minor, other.Micro));

    /// <summary>Returns whether the version is at least another.</summary>
    public bool IsAtLeast(int major, int minor = 0) => (Major, Minor).CompareTo((major, minor)) >= 0;

    public override string ToString() => $"{Major}.{Minor}.{Micro}{(Vendor.Length == 0 ? "" : $" ({Vendor})")}";

    /// <summary>Compares two versions.</summary>
    public static bool operator <(QemuVersion left, QemuVersion right) => left.CompareTo(right) < 0;

    /// <summary>Compares two versions.</summary>
    public static bool operator >(QemuVersion left, QemuVersion right) => left.CompareTo(right) > 0;

    /// <summary>Compares two versions.</summary>
    public static bool operator <=(QemuVersion left, QemuVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Compares two versions.</summary>
    public static bool operator >=(QemuVersion left, QemuVersion right) => left.CompareTo(right) >= 0;
}
