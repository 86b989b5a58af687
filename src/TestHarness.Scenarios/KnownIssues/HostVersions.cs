using TestHarness.Environments;
using TestHarness.Versions;

namespace TestHarness.Scenarios.KnownIssues;

/// <summary>The versions of a host on which a scenario ran; null for what the host does not have.</summary>
/// <param name="Accelerator">The accelerator of guests, for example <c>tcg</c>.</param>
public sealed record HostVersions(string Host, SoftwareVersion? Qemu, SoftwareVersion? Kernel, string? Accelerator)
{
    /// <summary>Reads the versions of a host that was surveyed.</summary>
    public static HostVersions Of(HostDescription host) => new(
        host.Name,
        host.Find("qemu")?.Version,
        host.Find("kernel")?.Version,
        host.Find("qemu")?.Attributes.GetValueOrDefault("accelerator")?.Split(' ')[0]);

    public override string ToString() =>
        $"{Host} with QEMU {Qemu?.ToString() ?? "none"} ({Accelerator ?? "no accelerator"}), "
        + $"kernel {Kernel?.ToString() ?? "unknown"}";
}
