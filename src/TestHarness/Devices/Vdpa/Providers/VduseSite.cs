using TestHarness.Hosts;

namespace TestHarness.Devices.Vdpa.Providers;

/// <summary>A host that gets a vdpa device by VDUSE.</summary>
/// <param name="Directory">A directory of the host for the daemon's files; the caller makes and removes it.</param>
/// <param name="HasOwnFile">
/// Whether a file of the LUN's size is behind the device instead of the LUN: a mistake, which the match before a migration finds.
/// </param>
public sealed record VduseSite(IHost Host, string Directory, bool HasOwnFile = false);
