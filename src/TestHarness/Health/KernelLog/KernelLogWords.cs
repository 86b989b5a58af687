using System.Buffers;
using System.Collections.Immutable;
using System.Text;

namespace TestHarness.Health.KernelLog;

/// <summary>
/// The texts of which every record that a rule of <see cref="KernelLogRules"/> matches has at least one. They are searched in
/// many lines at once. Most lines have none of them, so that the rules need not be tried one by one.
/// </summary>
internal static class KernelLogWords
{
    /// <summary>The number of texts that .NET's search compares side by side; with more texts it is many times slower.</summary>
    private const int GroupSize = 8;

    private static readonly string[] Words =
    [
        // The kernel
        "panic", "null pointer", "general protection", "unable to handle", "supervisor ", "double fault", "stack segment",
        "invalid opcode", "oops", "bug", "kasan:", "ubsan:", "corrupt", "lockup", "machine check", "mce: ",
        "blocked ", "hung_task", "detected ", "kthread ", "hogged", "cut here", "warning", "call trace", "nobody cared",
        "disabling irq", "spurious int", "no irq handler", "do_irq", "unstable", "skewed", "mismatch", "tsc warp",

        // Block devices and file systems
        "error", "critical", "page write", "device-mapper", "rejecting", "medium access", "failed", "read-only", "readonly",
        "xfs (", "jbd", "abort", "should not happen",

        // Transport and network
        "loop down", "unplugged", "link down", "no light", "fabric is down", "detached", "chpid", "dev lost", "sense", "hostbyte",
        "reset", "offlined", "timing out", "timed out", "remote port", "devloss", "not a head", "out of range", "broken",
        "bad used", "emask", "netdev", "tx timeout",

        // Memory
        "out of memory", "oom", "memory failure", "bad page", "page dumped", "rss-counter", "page alloc", "allocate mem",
        "segfault",
    ];

    private static readonly ImmutableArray<SearchValues<string>> Groups =
        [.. Words.Chunk(GroupSize).Select(group => SearchValues.Create(group, StringComparison.OrdinalIgnoreCase))];

    private static readonly ImmutableArray<SearchValues<string>> LineGroups =
        [.. Groups, SearchValues.Create(["\\"], StringComparison.Ordinal)];

    /// <summary>Returns whether a rule may match the text.</summary>
    /// <remarks>The rules ignore case by Unicode, in which some other letters equal ASCII ones.</remarks>
    public static bool MayBeError(ReadOnlySpan<char> text)
    {
        foreach (var group in Groups)
        {
            if (text.ContainsAny(group))
                return true;
        }

        return !Ascii.IsValid(text);
    }

    /// <summary>
    /// Finds, in ASCII lines of /dev/kmsg, the places where a text begins, or an escape, which may stand for any character. A
    /// rule matches no line without such a place.
    /// </summary>
    /// <param name="found">The list that receives the positions in rising order; a line may have more than one.</param>
    public static void Find(ReadOnlySpan<char> lines, List<int> found)
    {
        found.Clear();
        foreach (var group in LineGroups)
            Find(lines, group, found);
        found.Sort();
    }

    private static void Find(ReadOnlySpan<char> lines, SearchValues<string> group, List<int> found)
    {
        var start = 0;
        while (lines[start..].IndexOfAny(group) is var next and >= 0)
        {
            found.Add(start + next);
            start += next;
            var end = lines[start..].IndexOf('\n');
            if (end < 0)
                return;
            start += end;
        }
    }
}
