using TestHarness.Devices.Mdev;
using TestHarness.Failures;
using TestHarness.Storage;

namespace TestHarness.Labs;

/// <summary>Where a guest can run: a host, with the disk as it is reached there. A migration goes from one place to another.</summary>
/// <param name="Name">As scenarios call it: the host's name, or the disk's where one host has several.</param>
public sealed record GuestPlace(string Name, LabHost Host, GuestDisk Disk)
{
    /// <summary>The disk, which must be a LUN.</summary>
    /// <exception cref="HarnessException">Class config: it is another kind of disk.</exception>
    public SharedLun RequireLun() => Disk as SharedLun ?? throw new HarnessException(
        FailureClass.Config, $"a guest's disk on {Name} ({Disk.Path}) is not a LUN, which this step needs");

    /// <summary>What is passed through to the guest there, and migrated by its driver; null where nothing is.</summary>
    public ProvisionedMdev? Mdev { get; init; }

    /// <summary>
    /// Whether another QEMU can open what the guest has there as soon as the guest has left: a QEMU that was left holds an mdev
    /// until it ends.
    /// </summary>
    public bool IsReleasedAtSwitchover => Mdev is null && Disk.IsReleasedAtSwitchover;
}
