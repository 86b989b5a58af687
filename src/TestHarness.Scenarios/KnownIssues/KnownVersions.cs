using System.Collections.Immutable;
using TestHarness.Versions;

namespace TestHarness.Scenarios.KnownIssues;

/// <summary>The versions that have a known issue; what is null does not matter.</summary>
/// <param name="Qemu">The versions of QEMU.</param>
/// <param name="Kernel">The versions of the host's kernel.</param>
/// <param name="Accelerator">The accelerator of guests, for example <c>tcg</c>.</param>
public sealed record KnownVersions(VersionInterval? Qemu, VersionInterval? Kernel, string? Accelerator)
{
    /// <summary>All versions.</summary>
    public static KnownVersions All { get; } = new(null, null, null);

    /// <summary>Returns why no host of a scenario has the versions; null when one has them, or when they do not matter.</summary>
    /// <param name="hosts">The hosts that the scenario ran on.</param>
    public string? WhyNot(ImmutableArray<HostVersions> hosts) =>
        this == All || hosts.Any(IsOf) ? null
        : hosts.IsEmpty ? $"it is for {this}, and the versions of the scenario's hosts are not known"
        : $"it is for {this}, found {string.Join("; ", hosts)}";

    public override string ToString() => string.Join(
        ", ",
        new[] { Shown("QEMU", Qemu), Shown("kernel", Kernel), Accelerator }.OfType<string>());

    private static string? Shown(string name, VersionInterval? versions) => versions is null ? null : $"{name} {versions}";

    private bool IsOf(HostVersions host) =>
        IsWithin(Qemu, host.Qemu) && IsWithin(Kernel, host.Kernel) && (Accelerator is null || Accelerator == host.Accelerator);

    private static bool IsWithin(VersionInterval? versions, SoftwareVersion? found) =>
        versions is null || (found is not null && versions.Contains(found));
}
