using System.Diagnostics;
using TestHarness.Failures;

namespace TestHarness.Hosts;

/// <summary>Connects to hosts; nothing else knows which transport carries the commands of a host.</summary>
public interface IHostFactory
{
    /// <summary>Makes the host object and returns at once; the host is reached at its first command.</summary>
    IHost Connect(string name, HostConnection connection);
}

/// <summary>Connects to this machine, and to hosts over SSH.</summary>
public sealed class HostFactory : IHostFactory
{
    public IHost Connect(string name, HostConnection connection) => connection switch
    {
        LocalConnection => new LocalHost(name),
        SshConnection ssh => new SshHost(name, ssh.Destination),
        _ => throw new UnreachableException($"no transport for {connection}"),
    };

    /// <summary>Describes for a person the transport of a host, and the reason when it is OpenSSH's client.</summary>
    /// <exception cref="HarnessException">Class config: the OpenSSH configuration is wrong.</exception>
    public static async Task<string> DescribeTransportAsync(HostConnection connection) => connection switch
    {
        LocalConnection => "CliWrap",
        SshConnection ssh => $"{await SshTransport.ChooseAsync(ssh.Destination)}",
        _ => throw new UnreachableException($"no transport for {connection}"),
    };
}
