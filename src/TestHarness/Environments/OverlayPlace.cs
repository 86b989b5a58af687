namespace TestHarness.Environments;

/// <summary>The storage, shared by all hosts, where a scenario makes the overlay of its guest's disk image.</summary>
public abstract record OverlayPlace;

/// <summary>A directory that all hosts have mounted, for example by NFS.</summary>
/// <param name="Path">The full path on the hosts.</param>
public sealed record OverlayDirectory(string Path) : OverlayPlace;

/// <summary>A LUN of the environment; each scenario writes a new overlay over the LUN's content.</summary>
/// <param name="Name">The LUN's name.</param>
public sealed record OverlayLun(string Name) : OverlayPlace;
