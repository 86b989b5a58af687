using System.Text.RegularExpressions;
using TestHarness.Devices.Mdev;
using TestHarness.Devices.Mdev.Matching;
using TestHarness.Health;
using TestHarness.Load;
using TestHarness.Migration;
using TestHarness.Qemu.CommandLine;

namespace TestHarness.Labs;

public sealed partial class GuestUnderTest
{
    private const string MdevDevice = "mdev";

    /// <summary>mtty can migrate, which QEMU is to be told, and does not track what it writes to memory: it writes nothing.</summary>
    private static Device Passed(ProvisionedMdev mdev) => new Device("vfio-pci", MdevDevice)
        .With("sysfsdev", mdev.Device.SysfsPath).With("enable-migration", true).With("x-device-dirty-page-tracking", false);

    /// <summary>What QEMU says of mtty, which has neither a reset nor an eventfd by which its interrupt is unmasked; it does without.</summary>
    private static bool IsKnownOfMtty(string line) => MttyComplaint().IsMatch(line);

    [GeneratedRegex(@"VFIO device doesn't support device and IOMMU dirty tracking|Cannot reset device \S+, no available reset mechanism|Failed to set up UNMASK eventfd signaling for interrupt INTX-0")]
    private static partial Regex MttyComplaint();

    /// <summary>Lines over its mdev's serial port; null where it sends none.</summary>
    public SerialEcho? Echo { get; private set; }

    /// <summary>Sends lines over its mdev's serial port, before and after each leg.</summary>
    public async Task StartEchoAsync(CancellationToken cancellationToken = default) =>
        Echo = await SerialEcho.StartAsync(Guest.Shell, cancellationToken);

    /// <summary>Before a QEMU is started.</summary>
    private async Task MatchMdevAsync(GuestPlace destination, CancellationToken cancellationToken)
    {
        if ((Place.Mdev, destination.Mdev) is not ({ } here, { } there))
            return;

        var match = await MdevMatch.CheckAsync(here.Host, here.Device.Uuid, there.Host, there.Device.Uuid, cancellationToken);
        _lab.Progress(match.ToText());
    }

    /// <summary>The mdev is as it was made, and its state went over.</summary>
    private async Task<HealthReport> CheckMdevAsync(LegResult result, CancellationToken cancellationToken)
    {
        if (Place.Mdev is not { } mdev)
            return HealthReport.Clean;

        var state = result.Info.Vfio?.Transferred is > 0
            ? HealthReport.Clean
            : HealthReport.Of(new HealthFinding(
                HealthCheck.MdevState,
                result.Source,
                HealthSeverity.Critical,
                "expected the migration to carry the mdev's state, but 0 bytes of it were sent"));
        return HealthReport.Combine(state, await mdev.CheckAsync(cancellationToken));
    }
}
