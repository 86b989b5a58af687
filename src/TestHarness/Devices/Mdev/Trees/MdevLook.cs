using System.Collections.Immutable;

namespace TestHarness.Devices.Mdev.Trees;

/// <summary>What a host has of one mdev, and what it has besides.</summary>
/// <param name="Parents">The devices that can have mdevs.</param>
/// <param name="Offers">The types that each of them offers.</param>
/// <param name="Active">The UUIDs of all mdevs that are there.</param>
/// <param name="Definitions">mdevctl's of this UUID, one for each parent that has one.</param>
/// <param name="Running">The mdev itself; null where it is not there.</param>
/// <param name="Nodes">The character devices by which a process has the mdev.</param>
public sealed record MdevLook(
    string Host,
    Guid Uuid,
    ImmutableArray<string> Parents,
    ImmutableArray<(string Parent, string Type)> Offers,
    ImmutableArray<string> Active,
    ImmutableArray<ListedMdev> Definitions,
    MdevSnapshot? Running,
    ImmutableArray<string> Nodes);

/// <summary>An mdev that is there, with all that a comparison looks at.</summary>
/// <param name="Definition">mdevctl's below the same parent; null where it was started without one.</param>
public sealed record MdevSnapshot(
    string Host, Guid Uuid, string Parent, string Type, ImmutableArray<MdevFact> Facts, ListedMdev? Definition);

/// <summary>Something that sysfs tells of an mdev, its type or its parent.</summary>
/// <param name="Attribute">For example <c>device api</c>, <c>matrix</c>, <c>card 05</c>, <c>child device</c>, <c>framebuffer</c>.</param>
public sealed record MdevFact(string Attribute, string Value);
