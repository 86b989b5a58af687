using System.Buffers.Binary;
using System.Text;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace TestHarness.Hosts.SshNet;

/// <summary>Accepts a host whose key is known, as OpenSSH does with StrictHostKeyChecking.</summary>
internal sealed class HostKeyCheck(SshNetRoute route)
{
    private readonly KnownHosts _known = KnownHosts.Read(route.KnownHosts, route.KnownAs);

    /// <summary>The message of the OpenSSH client for a refused key; null when no key was refused.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Asks the host for a key of a known type, when a key of the host is known.</summary>
    public void Prefer(ConnectionInfo info)
    {
        var known = _known.KeyTypes.ToHashSet(StringComparer.Ordinal);
        if (known.Count == 0)
            return;

        foreach (var algorithm in info.HostKeyAlgorithms.Keys.Where(algorithm => !known.Contains(KeyType(algorithm))).ToArray())
            info.HostKeyAlgorithms.Remove(algorithm);
    }

    /// <summary>Accepts or refuses the host's key.</summary>
    public void Receive(object? sender, HostKeyEventArgs args)
    {
        args.CanTrust = _known.Trusts(args.HostKey);
        if (args.CanTrust)
            return;

        var type = Encoding.ASCII.GetString(args.HostKey, 4, BinaryPrimitives.ReadInt32BigEndian(args.HostKey));
        Refusal = _known.Contradicts(args.HostKey)
            ? "REMOTE HOST IDENTIFICATION HAS CHANGED"
            : $"No {type} host key is known for {route.KnownAs} and you have requested strict checking.";
    }

    private static string KeyType(string algorithm) => algorithm is "rsa-sha2-256" or "rsa-sha2-512" ? "ssh-rsa" : algorithm;
}
