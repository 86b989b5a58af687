using System.Text.Json.Serialization;

namespace TestHarness.Hosts;

/// <summary>How a host is reached; written to the ledger, so that a later run can reach it again.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(LocalConnection), "local")]
[JsonDerivedType(typeof(SshConnection), "ssh")]
public abstract record HostConnection;

public sealed record LocalConnection : HostConnection;

public sealed record SshConnection(SshDestination Destination) : HostConnection;
