using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace TestHarness.Guests.Agent;

/// <summary>A network interface as the guest has it.</summary>
public sealed record GuestInterface
{
    public string Name { get; init; } = "";

    /// <summary>The MAC address; null where the interface has none.</summary>
    public string? HardwareAddress { get; init; }

    public ImmutableArray<GuestAddress> IpAddresses { get; init; } = [];
}

/// <param name="Type">ipv4 or ipv6.</param>
/// <param name="Prefix">The length of the network's prefix in bits.</param>
public sealed record GuestAddress(
    [property: JsonPropertyName("ip-address")] string Address,
    [property: JsonPropertyName("ip-address-type")] string Type,
    int Prefix);
