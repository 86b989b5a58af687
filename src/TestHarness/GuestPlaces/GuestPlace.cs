using TestHarness.Storage;

namespace TestHarness.GuestPlaces;

/// <summary>A host and a disk with which a guest can run there. A leg goes from one place to another.</summary>
/// <param name="Name">The name in scenarios: the host's, or a device's when one host has several places.</param>
public sealed record GuestPlace(string Name, LabHost Host, GuestDisk Disk);
