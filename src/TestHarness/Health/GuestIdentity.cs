using System.Globalization;
using TestHarness.Failures;

namespace TestHarness.Health;

/// <summary>Which boot of a guest answers.</summary>
/// <param name="BootId">/proc/sys/kernel/random/boot_id.</param>
/// <param name="Uptime">The first number of /proc/uptime.</param>
public sealed record GuestIdentity(Guid BootId, TimeSpan Uptime)
{
    public const string BootIdPath = "/proc/sys/kernel/random/boot_id";

    public const string UptimePath = "/proc/uptime";

    /// <param name="output">What the two files hold, in this order.</param>
    public static GuestIdentity Parse(string output)
    {
        var words = output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length >= 2
            && Guid.TryParse(words[0], out var bootId)
            && double.TryParse(words[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
                ? new GuestIdentity(bootId, TimeSpan.FromSeconds(seconds))
                : throw new FormatException($"expected a boot id and an uptime, found '{output.Trim()}'");
    }

    /// <summary>A migrated guest is the same boot, and its clock has gone on.</summary>
    public HealthReport CompareWithEarlier(string where, GuestIdentity earlier)
    {
        if (BootId != earlier.BootId)
            return HealthReport.Made(HealthCheck.GuestIdentity, new HealthFinding(
                HealthCheck.GuestIdentity,
                where,
                HealthSeverity.Critical,
                $"the guest was booted again: boot id {earlier.BootId} became {BootId}"));

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
