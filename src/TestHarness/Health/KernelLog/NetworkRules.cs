using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace TestHarness.Health.KernelLog;

/// <summary>The rules for the network.</summary>
/// <remarks>net/sched/sch_generic.c, drivers/net/virtio_net.c.</remarks>
internal static partial class NetworkRules
{
    public static ImmutableArray<KernelLogRule> All { get; } =
        [KernelLogRule.Error("network transmit timeout", TransmitTimeout())];

    [GeneratedRegex(@"NETDEV WATCHDOG: (?<dev>[^\s:]+)|transmit queue \d+ timed out|TX timeout on queue",
        RegexOptions.IgnoreCase)]
    private static partial Regex TransmitTimeout();
}
