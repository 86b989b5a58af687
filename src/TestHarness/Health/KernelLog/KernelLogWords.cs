using System.Buffers;
using System.Text;

namespace TestHarness.Health.KernelLog;

/// <summary>
/// Texts of which each record has at least one that a rule of <see cref="KernelLogRules"/> matches. They are all looked for in
/// one pass, which most records do not survive, so that the rules need not be tried one by one.
/// </summary>
internal static class KernelLogWords
{
    private static readonly SearchValues<string> Words = SearchValues.Create(
    [
        // Kernel
        "panic", "null pointer", "general protection", "unable to handle", "supervisor ", "double fault", "stack segment",
        "invalid opcode", "oops", "bug", "kasan:", "ubsan:", "corrupt", "lockup", "machine check", "mce: ",
        "blocked ", "hung_task", "detected ", "kthread ", "hogged", "cut here", "warning", "call trace", "nobody cared",
        "disabling irq", "spurious int", "no irq handler", "do_irq", "clocksource", "tsc ",

        // Block and file systems
        "error", "critical", "page write", "device-mapper", "rejecting", "medium access", "failed", "read-only", "readonly",
        "xfs (", "jbd", "abort", "should not happen",

        // Transport and network
        "loop down", "unplugged", "link down", "no light", "fabric is down", "detached", "chpid", "dev lost", "sense", "hostbyte",
        "reset", "offlined", "timing out", "timed out", "remote port", "devloss", "not a head", "out of range", "broken",
        "bad used", "emask", "netdev", "tx timeout",

        // Memory
        "out of memory", "oom", "memory failure", "bad page", "page dumped", "rss-counter", "page alloc", "allocate mem", "segfault",
    ],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns false when no rule matches the text.</summary>
    /// <remarks>The rules ignore case by Unicode, in which some other letters equal ASCII ones.</remarks>
    public static bool MayBeError(ReadOnlySpan<char> text) => text.ContainsAny(Words) || !Ascii.IsValid(text);
}
