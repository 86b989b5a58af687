using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Qmp;
using TestHarness.Qmp.Block;

namespace TestHarness.Health;

/// <summary>What a QEMU says of its block devices and, once ended, of itself.</summary>
public static class MachineCheck
{
    /// <param name="before">An earlier reading of the same QEMU, or none for one that has just started.</param>
    public static async Task<HealthReport> BlockDevicesAsync(
        QmpClient qmp, ImmutableArray<BlockStats> before, CancellationToken cancellationToken = default)
    {
        var after = await qmp.QueryBlockStatsAsync(cancellationToken);
        var devices = await qmp.QueryBlockAsync(cancellationToken);
        return HealthReport.Combine(BlockStatsDifference.Compare(qmp.Name, before, after), IoStatus(qmp.Name, devices));
    }

    /// <summary>QEMU ended by itself and had nothing to complain of.</summary>
    /// <param name="expected">How its standard error may begin: what it said of a migration that was to fail.</param>
    /// <param name="isKnown">Lines that say nothing of the guest; none unless given.</param>
    public static HealthReport Ended(string machine, CommandResult end, string expected = "", Predicate<string>? isKnown = null)
    {
        var findings = ImmutableArray.CreateBuilder<HealthFinding>();
        if (!end.Succeeded)
            findings.Add(new HealthFinding(
                HealthCheck.QemuExitCode, machine, HealthSeverity.Critical, $"expected 0, found {end.ExitCode}"));
        var said = end.StandardError.StartsWith(expected, StringComparison.Ordinal) ? end.StandardError[expected.Length..] : end.StandardError;
        if (isKnown is not null)
            said = string.Join('\n', said.Split('\n').Where(line => !isKnown(line)));
        if (said.Trim() is { Length: > 0 } complaint)
            findings.Add(new HealthFinding(HealthCheck.QemuStandardError, machine, HealthSeverity.Error, complaint));
        return HealthReport.Combine(
            HealthReport.Made(HealthCheck.QemuExitCode, findings), HealthReport.Made(HealthCheck.QemuStandardError));
    }

    /// <summary>QEMU tells io-status only of devices with werror=stop or rerror=stop, and never of scsi-block and scsi-generic.</summary>
    private static HealthReport IoStatus(string machine, ImmutableArray<BlockDevice> devices) => HealthReport.Made(
        HealthCheck.IoStatus,
        from device in devices
        where device.IoStatus is not (null or "ok")
        select new HealthFinding(HealthCheck.IoStatus, machine, HealthSeverity.Error, $"{device.Label()} is {device.IoStatus}"));
}
