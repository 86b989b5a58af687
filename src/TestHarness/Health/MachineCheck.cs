using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Qmp;
using TestHarness.Qmp.Block;

namespace TestHarness.Health;

/// <summary>The checks of a QEMU: its block devices and, after its end, its exit code and standard error.</summary>
public static partial class MachineCheck
{
    /// <summary>Checks the counters and the status of the block devices.</summary>
    /// <param name="before">An earlier reading of the same QEMU; empty for a QEMU that has just started.</param>
    public static async Task<HealthReport> BlockDevicesAsync(
        QmpClient qmp, ImmutableArray<BlockStats> before, CancellationToken cancellationToken = default)
    {
        var after = await qmp.QueryBlockStatsAsync(cancellationToken);
        var devices = await qmp.QueryBlockAsync(cancellationToken);
        return HealthReport.Combine(BlockStatsDifference.Compare(qmp.Name, before, after), IoStatus(qmp.Name, devices));
    }

    /// <summary>Checks that QEMU exited with code 0 and wrote nothing unexpected to standard error.</summary>
    /// <param name="expected">
    /// The expected beginning of standard error: QEMU's message about a migration that was to fail.
    /// </param>
    /// <param name="isKnown">Selects lines of standard error that do not concern the guest; null for none.</param>
    public static HealthReport CheckExit(
        string machine, CommandResult end, string expected = "", Predicate<string>? isKnown = null)
    {
        var findings = ImmutableArray.CreateBuilder<HealthFinding>();
        if (!end.Succeeded)
            findings.Add(new HealthFinding(
                HealthCheck.QemuExitCode, machine, HealthSeverity.Critical, $"expected 0, found {end.ExitCode}"));
        var lines = end.StandardError.Split('\n').Where(line => !VcpuWarning().IsMatch(line) && isKnown?.Invoke(line) != true);
        var output = string.Join('\n', lines);
        if (output.StartsWith(expected, StringComparison.Ordinal))
            output = output[expected.Length..];
        if (output.Trim() is { Length: > 0 } complaint)
            findings.Add(new HealthFinding(HealthCheck.QemuStandardError, machine, HealthSeverity.Error, complaint));
        return HealthReport.Combine(
            HealthReport.Made(HealthCheck.QemuExitCode, findings), HealthReport.Made(HealthCheck.QemuStandardError));
    }

    /// <summary>
    /// Checks the io-status, which QEMU reports only for devices with werror=stop or rerror=stop, and never for scsi-block and
    /// scsi-generic.
    /// </summary>
    private static HealthReport IoStatus(string machine, ImmutableArray<BlockDevice> devices) => HealthReport.Made(
        HealthCheck.IoStatus,
        from device in devices
        where device.IoStatus is not (null or "ok")
        select new HealthFinding(HealthCheck.IoStatus, machine, HealthSeverity.Error, $"{device.Label()} is {device.IoStatus}"));

    /// <summary>Matches QEMU's words for a guest with more vCPUs than its host has processors, as a report may have it.</summary>
    [GeneratedRegex(@"warning: Number of (?:SMP|hotpluggable) cpus requested \(\d+\) exceeds the recommended cpus")]
    private static partial Regex VcpuWarning();
}
