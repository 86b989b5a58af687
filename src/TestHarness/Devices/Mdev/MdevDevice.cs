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

/// <summary>A guest's mdev of mtty, with a serial port that sends back what it receives; its driver migrates its state.</summary>
/// <param name="mdevs">The mdev of each place, by the place's name.</param>
/// <param name="progress">Receives the comparison of two mdevs.</param>
public sealed partial class MdevDevice(ImmutableDictionary<string, ProvisionedMdev> mdevs, Action<string> progress) : GuestDevice
{
    private SerialEcho? _echo;
    private bool _pausesForLegs;

    /// <inheritdoc/>
    public override string Name => "mdev";

    /// <summary>Returns the guest's lines over the serial port.</summary>
    /// <exception cref="HarnessException">Class config: the guest sends no lines.</exception>
    public SerialEcho RequireEcho() => _echo ?? throw new HarnessException(
        FailureClass.Config,
        "the guest sends no lines: "
        + "'Given the guest sends numbered lines over the mdev's serial port and gets them back' comes first");

    /// <summary>Starts the guest's lines over the serial port.</summary>
    /// <param name="pausesForLegs">Whether no line is under way during a leg.</param>
    /// <exception cref="HarnessException">Class data: no line came back.</exception>
    public async Task StartEchoAsync(Guest guest, bool pausesForLegs, CancellationToken cancellationToken = default)
    {
        _pausesForLegs = pausesForLegs;
        _echo = await SerialEcho.StartAsync(guest.Shell, cancellationToken);
    }

    /// <summary>Compares the mdev of the place with the guest's mdev, before a QEMU starts there.</summary>
    public override async Task PrepareAsync(GuestPlace place, GuestPlace? from, CancellationToken cancellationToken)
    {
        var there = On(place);
        if (from is null)
            return;

        var here = On(from);
        var match = await MdevMatch.CheckAsync(here.Host, here.Device.Uuid, there.Host, there.Device.Uuid, cancellationToken);
        progress(match.ToText());
    }

    /// <summary>
    /// Returns the device. mtty can migrate, which must be enabled in QEMU. It does not track the memory that it writes, because
    /// it writes none.
    /// </summary>
    public override IEnumerable<QemuOption> Options(GuestPlace place, bool incoming) =>
    [
        new Device("vfio-pci", "mdev")
            .With("sysfsdev", On(place).Device.SysfsPath)
            .With("enable-migration", true)
            .With("x-device-dirty-page-tracking", false),
    ];

    /// <inheritdoc/>
    public override Task LeaveAsync(Guest guest, CancellationToken cancellationToken) =>
        _pausesForLegs ? RequireEcho().PauseAsync(cancellationToken) : Task.CompletedTask;

    /// <summary>Lets the guest send lines again; the leg's own failure reports a guest that is lost.</summary>
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
        _pausesForLegs ? RequireEcho().ResumeAsync(cancellationToken) : Task.CompletedTask;

    /// <summary>
    /// Returns whether a line is QEMU's about mtty, which has neither a reset nor an eventfd to unmask its interrupt; QEMU does
    /// not need them.
    /// </summary>
    public override bool IsKnownComplaint(string line) => MttyComplaint().IsMatch(line);

    private ProvisionedMdev On(GuestPlace place) => mdevs.TryGetValue(place.Name, out var mdev)
        ? mdev
        : throw new HarnessException(
            FailureClass.Config,
            $"the guest has no mdev on {place.Name}; it has one on "
            + $"{string.Join(" and ", mdevs.Keys.Order(StringComparer.Ordinal))}");

    [GeneratedRegex("VFIO device doesn't support device and IOMMU dirty tracking"
        + @"|Cannot reset device \S+, no available reset mechanism"
        + "|Failed to set up UNMASK eventfd signaling for interrupt INTX-0")]
    private static partial Regex MttyComplaint();
}
