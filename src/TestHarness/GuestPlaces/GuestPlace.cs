using TestHarness.Storage;

namespace TestHarness.GuestPlaces;

/// <summary>Where a guest can run: a host, with the disk as it is reached there. A migration goes from one place to another.</summary>
/// <param name="Name">As scenarios call it: the host's name, or a device's where one host has several places.</param>
public sealed record GuestPlace(string Name, LabHost Host, GuestDisk Disk);
