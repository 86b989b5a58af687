using System.Globalization;

namespace TestHarness.Health;

/// <summary>
/// The kernel's taint flags (/proc/sys/kernel/tainted) before and after; its Documentation/admin-guide/tainted-kernels.rst.
/// </summary>
public static class KernelTaint
{
    public const string Path = "/proc/sys/kernel/tainted";

    private static readonly (char Letter, string Meaning, HealthSeverity Severity)[] Flags =
    [
        ('P', "proprietary module was loaded", HealthSeverity.Warning),
        ('F', "module was force loaded", HealthSeverity.Warning),
        ('S', "kernel running on an out of specification system", HealthSeverity.Warning),
        ('R', "module was force unloaded", HealthSeverity.Warning),
        ('M', "processor reported a machine check exception", HealthSeverity.Critical),
        ('B', "bad page referenced or some unexpected page flags", HealthSeverity.Critical),
        ('U', "taint requested by userspace application", HealthSeverity.Warning),
        ('D', "kernel died recently (an Oops or BUG)", HealthSeverity.Critical),
        ('A', "ACPI table overridden by user", HealthSeverity.Warning),
        ('W', "kernel issued a warning", HealthSeverity.Error),
        ('C', "staging driver was loaded", HealthSeverity.Warning),
        ('I', "workaround for a bug in platform firmware applied", HealthSeverity.Warning),
        ('O', "externally-built (out-of-tree) module was loaded", HealthSeverity.Warning),
        ('E', "unsigned module was loaded", HealthSeverity.Warning),
        ('L', "soft lockup occurred", HealthSeverity.Critical),
        ('K', "kernel has been live patched", HealthSeverity.Warning),
        ('X', "auxiliary taint, defined by the distribution", HealthSeverity.Warning),
        ('T', "kernel was built with the struct randomization plugin", HealthSeverity.Warning),
        ('N', "an in-kernel test has been run", HealthSeverity.Warning),
        ('J', "userspace used a mutating debug operation in fwctl", HealthSeverity.Warning),
    ];

    /// <summary>The flags that were set between two readings; a flag that was there before is not news.</summary>
    /// <param name="check">Whose taint: <see cref="HealthCheck.GuestTaint"/> or <see cref="HealthCheck.HostTaint"/>.</param>
    /// <remarks>
    /// Loading a module (P, O, E, C …) is what provisioning may do, so only the flags of a broken kernel are findings.
    /// </remarks>
    public static HealthReport Compare(HealthCheck check, string guestOrHost, ulong before, ulong after)
    {
        var added = after & ~before;
        return HealthReport.Of(
            from bit in Enumerable.Range(0, 64)
            where (added >> bit & 1) == 1
            let flag = Describe(bit)
            where flag.Severity > HealthSeverity.Warning
            select new HealthFinding(
                check, guestOrHost, flag.Severity, $"the kernel became tainted: {flag.Letter} ({flag.Meaning})"));
    }

    public static ulong Parse(string text) => ulong.Parse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture);

    private static (char Letter, string Meaning, HealthSeverity Severity) Describe(int bit) =>
        bit < Flags.Length ? Flags[bit] : ('?', $"unknown taint flag {bit}", HealthSeverity.Error);
}
