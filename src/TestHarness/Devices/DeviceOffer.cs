namespace TestHarness.Devices;

/// <summary>A capability that a host has, or why it has not.</summary>
/// <param name="WhyNot">All that is missing; null where nothing is.</param>
public sealed record DeviceOffer(string Capability, string? WhyNot);
