using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Failures;
using TestHarness.Qmp.Migrate;

namespace TestHarness.Domains;

/// <summary>Reads <c>virsh domjobinfo --completed --rawstats</c> of a migration, in QEMU's terms.</summary>
/// <remarks>Source: VIR_DOMAIN_JOB_* in libvirt's libvirt-domain.h; times in ms, sizes in bytes.</remarks>
internal static class DomainJob
{
    /// <summary>
    /// Reads the figures of a completed migration; a figure that libvirt does not print is null, or 0 where QEMU has no null.
    /// </summary>
    /// <exception cref="HarnessException">Class migration: libvirt knows of no completed migration.</exception>
    public static MigrationInfo Parse(string text)
    {
        var fields = text.Split('\n')
            .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
            .Where(field => field.Length == 2)
            .ToImmutableDictionary(field => field[0], field => field[1], StringComparer.Ordinal);
        if (Number(fields, "time_elapsed") is not { } elapsed)
            throw new HarnessException(
                FailureClass.Migration,
                $"'virsh domjobinfo --completed' was expected to report a migration, found: {text.Trim()}");

        return new MigrationInfo
        {
            StatusText = "completed",
            TotalTime = elapsed,
            Downtime = Number(fields, "downtime"),
            SetupTime = Number(fields, "setup_time"),
            Ram = new MigrationRam
            {
                Transferred = Number(fields, "memory_processed") ?? 0,
                Remaining = Number(fields, "memory_remaining") ?? 0,
                Total = Number(fields, "memory_total") ?? 0,
                DirtySyncCount = Number(fields, "memory_iteration") ?? 0,
                PostcopyRequests = Number(fields, "memory_postcopy_requests"),
                Mbps = (Number(fields, "memory_bps") ?? 0) * 8 / 1e6,
            },
        };
    }

    private static long? Number(ImmutableDictionary<string, string> fields, string name) =>
        fields.TryGetValue(name, out var text)
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
