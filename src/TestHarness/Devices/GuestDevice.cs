using TestHarness.Domains;
using TestHarness.Failures;
using TestHarness.Guests;
using TestHarness.Health;
using TestHarness.GuestPlaces;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qemu.Machines;

namespace TestHarness.Devices;

/// <summary>
/// A device of a guest, wherever the guest runs. The guest calls the members in their order here, from its boot through each leg;
/// a member does nothing unless the device overrides it.
/// </summary>
public abstract class GuestDevice
{
    /// <summary>The name of the device in messages, for example <c>mdev</c>.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// Whether another QEMU can have the device on the host that the guest left while the source's QEMU still runs: then the next
    /// destination starts during the checks after a leg.
    /// </summary>
    public virtual bool IsReleasedAtSwitchover => false;

    /// <summary>The host's devices that the guest has now, each in words for the scenario's output.</summary>
    public virtual IEnumerable<string> Connections => [];

    /// <summary>The parts of the device that do not serve the guest since the last leg.</summary>
    public virtual IEnumerable<UnservedDevice> Unserved => [];

    /// <summary>Prepares the device on a place before a QEMU starts there.</summary>
    /// <param name="from">The place where the guest is; null before it boots.</param>
    /// <exception cref="HarnessException">
    /// Class preflight: the place has no such device, or another one than the guest has now.
    /// </exception>
    public virtual Task PrepareAsync(GuestPlace place, GuestPlace? from, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>Returns QEMU's options on the place that was prepared.</summary>
    /// <param name="incoming">Whether the QEMU waits for the guest.</param>
    public virtual IEnumerable<QemuOption> Options(GuestPlace place, bool incoming) => [];

    /// <summary>Returns the device as a libvirt domain has it on a place.</summary>
    /// <exception cref="HarnessException">Class config: a libvirt domain cannot have the device.</exception>
    public virtual IDomainDevice InDomain(GuestPlace place) => throw new HarnessException(
        FailureClass.Config, $"a libvirt domain cannot have the guest's {Name}: start the guest without libvirt");

    /// <summary>Sets the device up in the guest, which has booted on the place that was prepared.</summary>
    public virtual Task SetUpAsync(Guest guest, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Takes from the guest what cannot migrate, before a leg.</summary>
    /// <exception cref="HarnessException">Class migration: the guest keeps the device.</exception>
    public virtual Task LeaveAsync(Guest guest, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs the device's part of a migration that is under way.</summary>
    /// <param name="from">The place that the guest leaves.</param>
    /// <param name="since">The position in the source's events at which the migration began.</param>
    /// <exception cref="HarnessException">Class migration: the device prevents the end of the migration.</exception>
    public virtual Task SwitchOverAsync(QemuMachine source, GuestPlace from, long since, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>Gives the device back to the guest on the source, after a leg that did not complete.</summary>
    public virtual Task StayAsync(Guest guest, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Gives the guest the device on the destination, and checks it.</summary>
    public virtual Task<HealthReport> ArriveAsync(Arrival arrival, CancellationToken cancellationToken) =>
        Task.FromResult(HealthReport.Clean);

    /// <summary>Lets the guest use the device again, once the source's QEMU has ended.</summary>
    public virtual Task ResumeAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Releases the device on the host that the guest left, or a prepared device that no QEMU used. No QEMU has it any more.
    /// </summary>
    public virtual Task ReleaseAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Returns whether a line of QEMU's standard error is about the device on any host, and so no sign of a fault.
    /// </summary>
    public virtual bool IsKnownComplaint(string line) => false;
}
