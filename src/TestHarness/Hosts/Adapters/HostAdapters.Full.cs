using TestHarness.Hosts.Channels;

namespace TestHarness.Hosts.Adapters;

/// <summary>What carries commands with the whole package set: CliWrap on this machine, SSH.NET to others.</summary>
internal static class HostAdapters
{
    public static Channel Start(IReadOnlyList<string> words) => new CliWrapChannel(words);

    public static IHost Connect(string name, SshDestination destination) => new SshNetHost(name, destination);
}
