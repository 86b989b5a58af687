using System.Text.Json.Serialization;

namespace TestHarness.Hosts;

/// <summary>The way to a host; it is written to the ledger, so that a later run can reach the host again.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(LocalConnection), "local")]
[JsonDerivedType(typeof(SshConnection), "ssh")]
public abstract record HostConnection;

/// <summary>The way to the harness's own machine.</summary>
public sealed record LocalConnection : HostConnection;

/// <summary>The way to a host over SSH.</summary>
public sealed record SshConnection(SshDestination Destination) : HostConnection;
