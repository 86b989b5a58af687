using TestHarness.Environments;
using TestHarness.Images;
using TestHarness.Hosts;

namespace TestHarness.GuestPlaces;

/// <summary>A host of the environment with its connection and its tools.</summary>
/// <param name="Directory">The scenario's own directory on this host.</param>
/// <param name="Image">The guest image with its paths on this host.</param>
public sealed record LabHost(HostDescription Description, IHost Host, HostTools Tools, string Directory, BootImage Image)
{
    /// <summary>The host's name in the environment.</summary>
    public string Name => Description.Name;
}
