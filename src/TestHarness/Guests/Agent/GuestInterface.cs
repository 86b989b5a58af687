using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace TestHarness.Guests.Agent;

/// <summary>A network interface of the guest.</summary>
public sealed record GuestInterface
{
    /// <summary>The interface's name in the guest.</summary>
    public string Name { get; init; } = "";

    /// <summary>The MAC address; null when the interface has none.</summary>
    public string? HardwareAddress { get; init; }

    /// <summary>The interface's IP addresses.</summary>
    public ImmutableArray<GuestAddress> IpAddresses { get; init; } = [];
}

/// <summary>An IP address of an interface.</summary>
/// <param name="Type">The type of the address: ipv4 or ipv6.</param>
/// <param name="Prefix">The length of the network's prefix in bits.</param>
public sealed record GuestAddress(
    [property: JsonPropertyName("ip-address")] string Address,
    [property: JsonPropertyName("ip-address-type")] string Type,
    int Prefix);
