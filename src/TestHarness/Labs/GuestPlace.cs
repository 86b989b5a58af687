using TestHarness.Devices.Mdev;
using TestHarness.Storage;

namespace TestHarness.Labs;

/// <summary>Where a guest can run: a host, with the disk as it is reached there. A migration goes from one place to another.</summary>
/// <param name="Name">As scenarios call it: the host's name, or the disk's where one host has several.</param>
public sealed record GuestPlace(string Name, LabHost Host, GuestDisk Disk)
{
    /// <summary>What is passed through to the guest there, and migrated by its driver; null where nothing is.</summary>
    public ProvisionedMdev? Mdev { get; init; }
}
