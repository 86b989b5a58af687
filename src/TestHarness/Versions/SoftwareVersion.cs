namespace TestHarness.Versions;

/// <summary>The versions by which a host knows a program; at least one is not null.</summary>
/// <param name="Own">The program's own version, as in <c>8.0.0</c>.</param>
/// <param name="Package">The version of the package, as in <c>17:8.0.0-11.el9</c>.</param>
/// <param name="Packaging">The packaging system of the host: <c>rpm</c> or <c>dpkg</c>; null when it has neither.</param>
public sealed record SoftwareVersion(string? Own, string? Package = null, string? Packaging = null)
{
    /// <summary>The attribute of an offer with the program's own version.</summary>
    public const string OwnAttribute = "version";

    /// <summary>The attribute of an offer with the version of the package.</summary>
    public const string PackageAttribute = "package";

    /// <summary>The attribute of an offer with the packaging system.</summary>
    public const string PackagingAttribute = "packaging";

    public override string ToString() => Package ?? Own ?? "";
}
