using System.Globalization;
using TestHarness.Failures;

namespace TestHarness.Health;

/// <summary>The boot of a guest that answers.</summary>
/// <param name="BootId">The boot ID of /proc/sys/kernel/random/boot_id.</param>
/// <param name="Uptime">The first number of /proc/uptime.</param>
public sealed record GuestIdentity(Guid BootId, TimeSpan Uptime)
{
    /// <summary>The file with the boot ID.</summary>
    public const string BootIdPath = "/proc/sys/kernel/random/boot_id";

    /// <summary>The file with the uptime.</summary>
    public const string UptimePath = "/proc/uptime";

    /// <summary>Reads the content of the two files.</summary>
    /// <param name="output">The content of the two files, in this order.</param>
    /// <exception cref="FormatException">The text is not a boot ID and an uptime.</exception>
    public static GuestIdentity Parse(string output)
    {
        var words = output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length >= 2
            && Guid.TryParse(words[0], out var bootId)
            && double.TryParse(words[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
                ? new GuestIdentity(bootId, TimeSpan.FromSeconds(seconds))
                : throw new FormatException($"expected a boot ID and an uptime, found '{output.Trim()}'");
    }

    /// <summary>
    /// Compares the guest with an earlier reading: a migrated guest is the same boot, and its clock has continued.
    /// </summary>
    public HealthReport CompareWithEarlier(string where, GuestIdentity earlier)
    {
        if (BootId != earlier.BootId)
            return HealthReport.Made(HealthCheck.GuestIdentity, new HealthFinding(
                HealthCheck.GuestIdentity,
                where,
                HealthSeverity.Critical,
                $"the guest was booted again: boot ID {earlier.BootId} became {BootId}"));

        return Uptime > earlier.Uptime
            ? HealthReport.Made(HealthCheck.GuestIdentity)
            : HealthReport.Made(HealthCheck.GuestIdentity, new HealthFinding(
                HealthCheck.GuestIdentity,
                where,
                HealthSeverity.Critical,
                FormattableString.Invariant(
                    $"expected an uptime above {earlier.Uptime.TotalSeconds:F2} s, found {Uptime.TotalSeconds:F2} s")));
    }
}
