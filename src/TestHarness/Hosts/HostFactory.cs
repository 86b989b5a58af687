using System.Diagnostics;
using TestHarness.Hosts.Adapters;

namespace TestHarness.Hosts;

/// <summary>Where a transport is chosen; nothing else knows which one carries a host.</summary>
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
        SshConnection ssh => HostAdapters.Connect(name, ssh.Destination),
        _ => throw new UnreachableException($"no transport for {connection}"),
    };
}
