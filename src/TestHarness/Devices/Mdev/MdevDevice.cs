using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TestHarness.Devices.Mdev.Echo;
using TestHarness.Devices.Mdev.Matching;
using TestHarness.Failures;
using TestHarness.Guests;
using TestHarness.Health;
using TestHarness.GuestPlaces;
using TestHarness.Qemu.CommandLine;

namespace TestHarness.Devices.Mdev;

/// <summary>A guest's mdev of mtty, with a serial port that sends back what it gets; its driver migrates its state.</summary>
/// <param name="mdevs">The mdev of each place, by the place's name.</param>
/// <param name="progress">Takes what the match of two mdevs says.</param>
public sealed partial class MdevDevice(ImmutableDictionary<string, ProvisionedMdev> mdevs, Action<string> progress) : GuestDevice
{
    private SerialEcho? _echo;

    /// <inheritdoc/>
    public override string Name => "mdev";

    /// <summary>The guest's lines over the serial port.</summary>
    /// <exception cref="HarnessException">Class config: the guest sends none.</exception>
    public SerialEcho RequireEcho() => _echo ?? throw new HarnessException(
        FailureClass.Config,
        "the guest sends no lines: "
        + "'Given the guest sends numbered lines over the mdev's serial port and gets them back' comes first");

    /// <summary>Has the guest send lines over the serial port, before and after each leg.</summary>
    /// <exception cref="HarnessException">Class data: no line came back.</exception>
    public async Task StartEchoAsync(Guest guest, CancellationToken cancellationToken = default) =>
        _echo = await SerialEcho.StartAsync(guest.Shell, cancellationToken);

    /// <summary>Compares the mdevs of two places before a QEMU is started.</summary>
    public override async Task PrepareAsync(GuestPlace place, GuestPlace? from, CancellationToken cancellationToken)
    {
        var there = On(place);
        if (from is null)
            return;

        var here = On(from);
        var match = await MdevMatch.CheckAsync(here.Host, here.Device.Uuid, there.Host, there.Device.Uuid, cancellationToken);
        progress(match.ToText());
    }

    /// <summary>mtty can migrate, which QEMU must be told, and does not track what it writes to memory: it writes nothing.</summary>
    public override IEnumerable<QemuOption> Options(GuestPlace place, bool incoming) =>
    [
        new Device("vfio-pci", "mdev")
            .With("sysfsdev", On(place).Device.SysfsPath)
            .With("enable-migration", true)
            .With("x-device-dirty-page-tracking", false),
    ];

    /// <inheritdoc/>
    public override Task LeaveAsync(Guest guest, CancellationToken cancellationToken) =>
        _echo?.PauseAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>Lets the guest send lines again; a guest that is lost sends none, of which the leg's own failure tells.</summary>
    public override Task StayAsync(Guest guest, CancellationToken cancellationToken) => ResumeAsync(cancellationToken);

    /// <summary>Checks that the mdev is as it was made, and that its state was sent.</summary>
    public override async Task<HealthReport> ArriveAsync(Arrival arrival, CancellationToken cancellationToken)
    {
        var state = arrival.Result.Info.Vfio?.Transferred is > 0
            ? HealthReport.Made(HealthCheck.MdevState)
            : HealthReport.Made(HealthCheck.MdevState, new HealthFinding(
                HealthCheck.MdevState,
                arrival.Result.Source,
                HealthSeverity.Critical,
                "expected the migration to carry the mdev's state, but 0 bytes of it were sent"));
        return HealthReport.Combine(state, await On(arrival.Place).CheckAsync(cancellationToken));
    }

    /// <inheritdoc/>
    public override Task ResumeAsync(CancellationToken cancellationToken) =>
        _echo?.ResumeAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>mtty has neither a reset nor an eventfd by which its interrupt is unmasked; QEMU does without.</summary>
    public override bool IsKnownComplaint(string line) => MttyComplaint().IsMatch(line);

    private ProvisionedMdev On(GuestPlace place) => mdevs.TryGetValue(place.Name, out var mdev)
        ? mdev
        : throw new HarnessException(
            FailureClass.Config,
            $"the guest has no mdev on {place.Name}; it has one on {string.Join(" and ", mdevs.Keys.Order(StringComparer.Ordinal))}");

    [GeneratedRegex("VFIO device doesn't support device and IOMMU dirty tracking"
        + @"|Cannot reset device \S+, no available reset mechanism"
        + "|Failed to set up UNMASK eventfd signaling for interrupt INTX-0")]
    private static partial Regex MttyComplaint();
}
