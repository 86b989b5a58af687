using System.Collections.Immutable;
using TestHarness.Storage;

namespace TestHarness.GuestPlaces;

/// <summary>A host and a disk with which a guest can run there. A leg goes from one place to another.</summary>
/// <param name="Name">The name in scenarios: the host's, or a device's when one host has several places.</param>
public sealed record GuestPlace(string Name, LabHost Host, GuestDisk Disk)
{
    /// <summary>The further disks under test, by the ids of the guest's devices; empty for most guests.</summary>
    public ImmutableSortedDictionary<string, GuestDisk> Beside { get; init; } =
        ImmutableSortedDictionary<string, GuestDisk>.Empty;

    /// <summary>Returns the place with each disk under test as its disk.</summary>
    public ImmutableArray<GuestPlace> OfEachDisk => [this, .. Beside.Values.Select(disk => this with { Disk = disk })];

    /// <summary>Returns the place with the disk of a device as its disk.</summary>
    public GuestPlace Of(string device) => Beside.TryGetValue(device, out var disk) ? this with { Disk = disk } : this;
}
