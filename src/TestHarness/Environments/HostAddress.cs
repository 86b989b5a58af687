namespace TestHarness.Environments;

/// <summary>How a host is reached over SSH.</summary>
/// <param name="User">The user to log in as; whom the SSH client takes by itself where null.</param>
/// <param name="IdentityFile">The private key's full path.</param>
/// <param name="Jump">A host to go through, as in <c>ssh -J</c>: <c>[user@]host[:port]</c>.</param>
/// <param name="KnownHosts">The full path of the file with the host's key; the user's own where null.</param>
public sealed record HostAddress(
    string Host, string? User = null, int Port = 22, string? IdentityFile = null, string? Jump = null, string? KnownHosts = null);
