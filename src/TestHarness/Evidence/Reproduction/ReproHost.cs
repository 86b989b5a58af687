using TestHarness.Environments;

namespace TestHarness.Evidence.Reproduction;

/// <summary>A host in the script with which a person repeats a scenario.</summary>
/// <param name="Directory">The scenario's directory on the host, which is removed at the scenario's end.</param>
/// <param name="Kernel">The path on the host of the kernel that guests boot.</param>
/// <param name="Initramfs">The path on the host of the initramfs that guests boot.</param>
public sealed record ReproHost(HostDescription Description, string Directory, string Kernel, string Initramfs)
{
    private const string Scenario = "/testharness-";
    private const string ByHand = "/reproduce-";

    /// <summary>The directory in its place that the script makes and removes.</summary>
    public string OwnDirectory => Directory.Replace(Scenario, ByHand, StringComparison.Ordinal);

    /// <summary>Returns a text of a step of any host with the paths of this host that the script has made.</summary>
    public string Own(string text) => text
        .Replace(Kernel, $"{OwnDirectory}/kernel", StringComparison.Ordinal)
        .Replace(Initramfs, $"{OwnDirectory}/initramfs.gz", StringComparison.Ordinal)
        .Replace(Directory, OwnDirectory, StringComparison.Ordinal);
}
