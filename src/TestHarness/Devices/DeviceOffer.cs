using System.Collections.Immutable;

namespace TestHarness.Devices;

/// <summary>A capability of a host, or the reason why the host does not have it.</summary>
/// <param name="WhyNot">Everything that the host lacks for the capability; null when the host has it.</param>
public sealed record DeviceOffer(string Capability, string? WhyNot)
{
    /// <summary>The attributes of the capability, as in an environment file.</summary>
    public ImmutableSortedDictionary<string, string> Attributes { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
