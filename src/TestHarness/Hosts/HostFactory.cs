using System.Diagnostics;
using TestHarness.Failures;

namespace TestHarness.Hosts;

/// <summary>Connects to hosts; nothing else knows what carries one.</summary>
public interface IHostFactory
{
    /// <summary>Returns at once; the host is reached at its first command.</summary>
    IHost Connect(string name, HostConnection connection);
}

public sealed class HostFactory : IHostFactory
{
    public IHost Connect(string name, HostConnection connection) => connection switch
    {
        LocalConnection => new LocalHost(name),
        SshConnection ssh => new SshHost(name, ssh.Destination),
        _ => throw new UnreachableException($"no transport for {connection}"),
    };

    /// <summary>Names what carries a host, and the reason when OpenSSH's client carries an SSH host, for a person.</summary>
    /// <exception cref="HarnessException">Class config: the OpenSSH configuration is wrong.</exception>
    public static async Task<string> DescribeTransportAsync(HostConnection connection) => connection switch
    {
        LocalConnection => "CliWrap",
        SshConnection ssh => $"{await SshTransport.ChooseAsync(ssh.Destination)}",
        _ => throw new UnreachableException($"no transport for {connection}"),
    };
}
