using System.Collections.Immutable;

namespace TestHarness.Devices;

/// <summary>A capability that a host has, or why it has not.</summary>
/// <param name="WhyNot">All that is missing; null where nothing is.</param>
public sealed record DeviceOffer(string Capability, string? WhyNot)
{
    /// <summary>What is known of it, as in an environment file.</summary>
    public ImmutableSortedDictionary<string, string> Attributes { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
