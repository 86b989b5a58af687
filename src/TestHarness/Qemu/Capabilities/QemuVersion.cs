namespace TestHarness.Qemu.Capabilities;

/// <param name="Vendor">The package it comes from, as in <c>qemu-kvm-8.0.0-11.el9</c>; empty for QEMU's own build.</param>
public sealed record QemuVersion(int Major, int Minor, int Micro, string Vendor) : IComparable<QemuVersion>
{
    /// <summary>Compares the numbers alone.</summary>
    public int CompareTo(QemuVersion? other) =>
        other is null ? 1 : (Major, Minor, Micro).CompareTo((other.Major, other.Minor, other.Micro));

    public bool IsAtLeast(int major, int minor = 0) => (Major, Minor).CompareTo((major, minor)) >= 0;

    public override string ToString() => $"{Major}.{Minor}.{Micro}{(Vendor.Length == 0 ? "" : $" ({Vendor})")}";

    public static bool operator <(QemuVersion left, QemuVersion right) => left.CompareTo(right) < 0;

    public static bool operator >(QemuVersion left, QemuVersion right) => left.CompareTo(right) > 0;

    public static bool operator <=(QemuVersion left, QemuVersion right) => left.CompareTo(right) <= 0;

    public static bool operator >=(QemuVersion left, QemuVersion right) => left.CompareTo(right) >= 0;
}
