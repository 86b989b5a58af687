using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace TestHarness.Health.KernelLog;

/// <summary>The rules for memory.</summary>
/// <remarks>mm/oom_kill.c, mm/page_alloc.c, mm/memory-failure.c, mm/swapfile.c.</remarks>
internal static partial class MemoryRules
{
    public static ImmutableArray<KernelLogRule> All { get; } =
    [
        KernelLogRule.Critical("out of memory", OutOfMemory()),
        KernelLogRule.Critical("memory failure", MemoryFailure()),
        KernelLogRule.Error("page allocation failure", AllocationFailure()),
        KernelLogRule.Error("process crashed", Segfault()),
    ];

    [GeneratedRegex(
        @"Out of memory(?:: |\b)|Memory cgroup out of memory|invoked oom-killer|oom-kill:|oom_reaper: reaped",
        RegexOptions.IgnoreCase)]
    private static partial Regex OutOfMemory();

    [GeneratedRegex(@"Memory failure: |Bad page (?:state|map)|page dumped because|Bad rss-counter", RegexOptions.IgnoreCase)]
    private static partial Regex MemoryFailure();

    [GeneratedRegex(
        @"page allocation (?:failure|stalls)|SLUB: Unable to allocate memory|allocation failed: out of vmalloc",
        RegexOptions.IgnoreCase)]
    private static partial Regex AllocationFailure();

    [GeneratedRegex(
        @"^(?:traps: )?\S.{0,15}\[\d+\]:? (?:segfault at|trap (?:invalid opcode|divide error|stack segment)|"
        + @"general protection)")]
    private static partial Regex Segfault();
}
