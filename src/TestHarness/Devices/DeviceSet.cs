using System.Collections.Immutable;
using TestHarness.Domains;
using TestHarness.Guests;
using TestHarness.Health;
using TestHarness.GuestPlaces;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qemu.Machines;

namespace TestHarness.Devices;

/// <summary>
/// The devices that a guest has beside its disk. Each member does for all of them what <see cref="GuestDevice"/> describes.
/// </summary>
public sealed class DeviceSet(params ImmutableArray<GuestDevice> devices)
{
    /// <summary>Whether the guest has no device.</summary>
    public bool IsEmpty => devices.IsEmpty;

    /// <summary>Whether the next destination can start while the source's QEMU still runs.</summary>
    public bool IsReleasedAtSwitchover => devices.All(device => device.IsReleasedAtSwitchover);

    /// <summary>The host's devices that the guest has now, each in words.</summary>
    public IEnumerable<string> Connections => devices.SelectMany(device => device.Connections);

    /// <summary>The action when a device does not serve the guest after a leg.</summary>
    public UnservedPolicy Policy { get; set; }

    /// <summary>The parts of devices that do not serve the guest since the last leg.</summary>
    public IEnumerable<UnservedDevice> Unserved => devices.SelectMany(device => device.Unserved);

    /// <summary>Finds the device of a type; null when the guest has none.</summary>
    public T? Find<T>()
        where T : GuestDevice => devices.OfType<T>().FirstOrDefault();

    /// <summary>Prepares the devices one after the other; when one cannot be prepared, releases those before it.</summary>
    public async Task PrepareAsync(GuestPlace place, GuestPlace? from, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var device in devices)
                await device.PrepareAsync(place, from, cancellationToken);
        }
        catch
        {
            // The failure is reported. The ledger keeps what cannot be released now.
            await ReleaseAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    /// <inheritdoc cref="GuestDevice.Options"/>
    public IEnumerable<QemuOption> Options(GuestPlace place, bool incoming) =>
        devices.SelectMany(device => device.Options(place, incoming));

    /// <summary>Returns the devices as a libvirt domain has them on a place.</summary>
    /// <exception cref="Failures.HarnessException">Class config: a libvirt domain cannot have a device.</exception>
    public IEnumerable<IDomainDevice> InDomain(GuestPlace place) => devices.Select(device => device.InDomain(place));

    /// <inheritdoc cref="GuestDevice.SetUpAsync"/>
    public async Task SetUpAsync(Guest guest, CancellationToken cancellationToken)
    {
        foreach (var device in devices)
            await device.SetUpAsync(guest, cancellationToken);
    }

    /// <summary>
    /// Takes from the guest what cannot migrate; when a device cannot be taken, gives the devices before it back to the guest.
    /// </summary>
    public async Task LeaveAsync(Guest guest, CancellationToken cancellationToken)
    {
        for (var left = 0; left < devices.Length; left++)
        {
            try
            {
                await devices[left].LeaveAsync(guest, cancellationToken);
            }
            catch
            {
                foreach (var device in devices[..left])
                    await device.StayAsync(guest, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw;
            }
        }
    }

    /// <summary>Runs the devices' part of a migration, side by side.</summary>
    public Task SwitchOverAsync(QemuMachine source, GuestPlace from, long since, CancellationToken cancellationToken) =>
        Task.WhenAll(devices.Select(device => device.SwitchOverAsync(source, from, since, cancellationToken)));

    /// <summary>Gives the devices back to the guest on the place where it is, also when this fails for one of them.</summary>
    public Task StayAsync(Guest guest, CancellationToken cancellationToken) =>
        Task.WhenAll(devices.Select(device => device.StayAsync(guest, cancellationToken)));

    /// <summary>Gives the guest its devices on the destination side by side, and checks them.</summary>
    public async Task<HealthReport> ArriveAsync(Arrival arrival, CancellationToken cancellationToken) =>
        HealthReport.Combine(await Task.WhenAll(devices.Select(device => device.ArriveAsync(arrival, cancellationToken))));

    /// <inheritdoc cref="GuestDevice.ResumeAsync"/>
    public Task ResumeAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(devices.Select(device => device.ResumeAsync(cancellationToken)));

    /// <inheritdoc cref="GuestDevice.ReleaseAsync"/>
    public Task ReleaseAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(devices.Select(device => device.ReleaseAsync(cancellationToken)));

    /// <inheritdoc cref="GuestDevice.IsKnownComplaint"/>
    public bool IsKnownComplaint(string line) => devices.Any(device => device.IsKnownComplaint(line));
}
