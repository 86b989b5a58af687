using System.Collections.Immutable;

namespace TestHarness.Health.KernelLog;

/// <summary>The errors that kernels log, the most severe first, with the texts of Linux 3.10 to 6.18.</summary>
public static class KernelLogRules
{
    /// <summary>All rules.</summary>
    public static ImmutableArray<KernelLogRule> All { get; } =
    [
        .. Of(KernelLogLayer.Kernel, KernelRules.All),
        .. Of(KernelLogLayer.Block, BlockRules.All),
        .. Of(KernelLogLayer.FileSystem, FilesystemRules.All),
        .. Of(KernelLogLayer.Transport, TransportRules.All),
        .. Of(KernelLogLayer.Network, NetworkRules.All),
        .. Of(KernelLogLayer.Memory, MemoryRules.All),
    ];

    private static IEnumerable<KernelLogRule> Of(KernelLogLayer layer, ImmutableArray<KernelLogRule> rules) =>
        rules.Select(rule => rule with { Layer = layer });
}
