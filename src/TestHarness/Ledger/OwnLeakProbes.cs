using System.Collections.Immutable;

namespace TestHarness.Ledger;

/// <summary>The probes for the things that the harness makes on hosts, whatever the devices of a scenario are.</summary>
internal static class OwnLeakProbes
{
    /// <summary>
    /// The kind of the harness's processes. A process that ends by itself during a scenario is not a difference.
    /// </summary>
    public const string Process = "process";

    private const string Files = """
        readable /var/tmp || return
        for file in /var/tmp/testharness-"$session"-*; do [ ! -e "$file" ] && [ ! -L "$file" ] || item "$file"; done
        """;

    /// <summary>Lists processes. The process of the listing itself shows that processes can be listed.</summary>
    private const string Processes = """
        seen= found=$(LC_ALL=C grep -azH "^TESTHARNESS_PROCESS=$session-" /proc/[0-9]*/environ 2>/dev/null | tr '\0' '\n')
        for match in $found; do
            tag=${match#*=} process=${match#/proc/}
            if [ "$tag" = "$look" ]; then seen=1; else item "${process%%/*} (tag $tag)"; fi
        done
        [ -n "$seen" ] || { why='/proc does not show the process of this listing'; return 1; }
        """;

    /// <summary>
    /// All probes: for files and processes of this session, and for the kernel modules and the libvirt domains of the host.
    /// </summary>
    public static ImmutableArray<LeakProbe> All { get; } =
    [
        new ScriptProbe("file", Files) { SurvivesReboot = true, IsOfSession = true },
        new ScriptProbe(Process, Processes) { IsOfSession = true },
        new ScriptProbe("module", "lines cut -d ' ' -f 1 /proc/modules") { IsMadeByOthers = true },
        new LibvirtProbe("domain", "list") { IsMadeByOthers = true },
    ];
}
