using System.Collections.Immutable;

namespace TestHarness.Health.KernelLog;

/// <summary>The errors that kernels log, the most severe first, with the texts of Linux 3.10 to 6.18.</summary>
public static class KernelLogRules
{
    public static ImmutableArray<KernelLogRule> All { get; } =
        [.. KernelRules.All, .. BlockRules.All, .. FilesystemRules.All, .. TransportRules.All, .. MemoryRules.All];
}
