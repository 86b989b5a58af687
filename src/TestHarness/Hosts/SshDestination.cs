using TestHarness.Failures;

namespace TestHarness.Hosts;

/// <summary>
/// The address of an SSH host and the login there; parts that are null come from the user's OpenSSH configuration.
/// </summary>
/// <param name="Host">A host name, an address or an alias of <c>~/.ssh/config</c>.</param>
/// <param name="JumpHost">The jump hosts, as for <c>ssh -J</c>.</param>
/// <param name="ConfigFile">A configuration file that is read before <c>~/.ssh/config</c>.</param>
/// <param name="Sudo">Whether the user becomes root by <c>sudo -n</c> for every command.</param>
public sealed record SshDestination(
    string Host,
    string? User = null,
    int? Port = null,
    string? IdentityFile = null,
    string? JumpHost = null,
    string? KnownHostsFile = null,
    string? ConfigFile = null,
    bool Sudo = false)
{
    /// <summary>A host name, an address or an alias of <c>~/.ssh/config</c>.</summary>
    public string Host { get; } = Host.Length > 0 && Host.All(IsNameCharacter) && Host[0] != '-'
        ? Host
        : throw new HarnessException(
            FailureClass.Config, $"SSH host '{Host}' is not a host name, an address or an alias of an OpenSSH configuration");

    public override string ToString() =>
        (User is null ? "" : $"{User}@") + (IsBracketed ? $"[{Host}]" : Host) + (Port is null ? "" : $":{Port}");

    private bool IsBracketed => Port is not null && Host.Contains(':', StringComparison.Ordinal);

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ':' or '%';
}
