using TestHarness.Hosts.Channels;

namespace TestHarness.Hosts.Adapters;

/// <summary>What carries commands where no package does: .NET's own processes and the OpenSSH client.</summary>
internal static class HostAdapters
{
    public static Channel Start(IReadOnlyList<string> words) => new ProcessChannel(words);

    public static IHost Connect(string name, SshDestination destination) => new OpenSshHost(name, destination);
}
