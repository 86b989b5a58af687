using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace TestHarness.Health.KernelLog;

/// <summary>The errors that kernels log, the most severe first, with the texts of Linux 3.10 to 6.18.</summary>
public static partial class KernelLogRules
{
    public static ImmutableArray<KernelLogRule> All { get; } =
        [.. KernelRules, .. BlockRules, .. FilesystemRules, .. TransportRules, .. MemoryRules];

    private static KernelLogRule Critical(string name, Regex pattern) => new(name, HealthSeverity.Critical, pattern);

    private static KernelLogRule Error(string name, Regex pattern) => new(name, HealthSeverity.Error, pattern);
}
