using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Failures;

namespace TestHarness.Health;

/// <summary>
/// Compares the kernel's taint flags (/proc/sys/kernel/tainted; the kernel's Documentation/admin-guide/tainted-kernels.rst).
/// </summary>
public static class KernelTaint
{
    /// <summary>The file with the flags.</summary>
    public const string Path = "/proc/sys/kernel/tainted";

    /// <summary>
    /// The last known flag. Known flags that are not in <see cref="Broken"/> report loaded modules and the like.
    /// </summary>
    private const int LastKnown = 19;

    /// <summary>The flags of a broken kernel, by their bits.</summary>
    private static readonly ImmutableDictionary<int, (HealthSeverity Severity, string Text)> Broken =
        ImmutableDictionary<int, (HealthSeverity Severity, string Text)>.Empty
            .Add(4, (HealthSeverity.Critical, "M (processor reported a machine check exception)"))
            .Add(5, (HealthSeverity.Critical, "B (bad page referenced or some unexpected page flags)"))
            .Add(7, (HealthSeverity.Critical, "D (kernel died recently (an Oops or BUG))"))
            .Add(9, (HealthSeverity.Error, "W (kernel issued a warning)"))
            .Add(14, (HealthSeverity.Critical, "L (soft lockup occurred)"));

    /// <summary>Compares two readings: each new flag of a broken kernel is a finding.</summary>
    /// <param name="check">The check: <see cref="HealthCheck.GuestTaint"/> or <see cref="HealthCheck.HostTaint"/>.</param>
    /// <remarks>Provisioning may load modules (P, O, E, C …), so only the flags of a broken kernel are findings.</remarks>
    public static HealthReport Compare(HealthCheck check, string guestOrHost, ulong before, ulong after)
    {
        var added = after & ~before;
        return HealthReport.Made(
            check,
            from bit in Enumerable.Range(0, 64)
            where (added >> bit & 1) == 1
            let flag = Describe(bit)
            where flag is not null
            select new HealthFinding(check, guestOrHost, flag.Value.Severity, $"the kernel became tainted: {flag.Value.Text}"));
    }

    /// <summary>Reads the content of the file.</summary>
    public static ulong Parse(string text) => ulong.Parse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture);

    private static (HealthSeverity Severity, string Text)? Describe(int bit) =>
        Broken.TryGetValue(bit, out var flag) ? flag
        : bit <= LastKnown ? null
        : (HealthSeverity.Error, $"? (unknown taint flag {bit})");
}
