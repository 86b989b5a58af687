using System.Collections.Immutable;

namespace TestHarness.Devices.Mdev.Trees;

/// <summary>The state of one mdev on a host, and the mdevs that the host has and offers.</summary>
/// <param name="Parents">The devices that can have mdevs.</param>
/// <param name="Offers">The types that each of them offers.</param>
/// <param name="Active">The UUIDs of all mdevs that are there.</param>
/// <param name="Definitions">The definitions of this UUID in mdevctl, at most one for each parent.</param>
/// <param name="Running">The mdev itself; null when it is not there.</param>
/// <param name="Nodes">The character devices through which a process opens the mdev.</param>
public sealed record MdevLook(
    string Host,
    Guid Uuid,
    ImmutableArray<string> Parents,
    ImmutableArray<(string Parent, string Type)> Offers,
    ImmutableArray<string> Active,
    ImmutableArray<ListedMdev> Definitions,
    MdevSnapshot? Running,
    ImmutableArray<string> Nodes);

/// <summary>An mdev that is there, with everything that a comparison needs.</summary>
/// <param name="Definition">The definition below the same parent; null when the mdev was started without one.</param>
public sealed record MdevSnapshot(
    string Host, Guid Uuid, string Parent, string Type, ImmutableArray<MdevFact> Facts, ListedMdev? Definition);

/// <summary>A fact in sysfs about an mdev, its type or its parent.</summary>
/// <param name="Attribute">
/// The name of the fact, for example <c>device api</c>, <c>matrix</c>, <c>card 05</c>, <c>child device</c> or <c>framebuffer</c>.
/// </param>
public sealed record MdevFact(string Attribute, string Value);
