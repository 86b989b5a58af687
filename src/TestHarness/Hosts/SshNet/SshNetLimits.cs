using System.Collections.Immutable;
using TestHarness.Hosts.Ssh;

namespace TestHarness.Hosts.SshNet;

/// <summary>Finds settings of a host's OpenSSH configuration that SSH.NET does not have.</summary>
internal static class SshNetLimits
{
    /// <summary>The settings that SSH.NET does not have, each with the values that mean that it is not used.</summary>
    private static readonly (string Name, ImmutableArray<string> Unused)[] Settings =
    [
        ("ProxyCommand", []),
        ("CertificateFile", []),
        ("PKCS11Provider", []),
        ("SecurityKeyProvider", ["internal"]),
        ("KnownHostsCommand", []),
        ("RevokedHostKeys", []),
        ("VerifyHostKeyDNS", ["false", "no", "ask"]),
        ("HostbasedAuthentication", ["false", "no"]),
        ("PubkeyAuthentication", ["true", "yes", "unbound", "host-bound"]),
        ("AddressFamily", ["any"]),
        ("BindAddress", []),
        ("BindInterface", []),
        ("SetEnv", []),
    ];

    /// <summary>Returns the reasons for which SSH.NET cannot reach the host; none when it can.</summary>
    public static async Task<ImmutableArray<string>> FindAsync(SshSettings settings, SshNetRoute route) =>
    [
        .. Settings
            .Where(setting => settings[setting.Name.ToLowerInvariant()] is { } value && !setting.Unused.Contains(value))
            .Select(setting => $"SSH.NET has no {setting.Name}"),
        .. Unexpanded(settings),
        .. Certificates(settings, route),
        .. route.Keys.Refusals,
        .. await KeysOfAgentAsync(settings, route.Keys),
    ];

    private static IEnumerable<string> Unexpanded(SshSettings settings) => settings.All("identityfile")
        .Concat(settings.All("userknownhostsfile").SelectMany(files => files.Split(' ')))
        .Concat(settings.All("globalknownhostsfile").SelectMany(files => files.Split(' ')))
        .Where(path => settings.Expand(path) is null)
        .Select(path => $"only OpenSSH's client expands the path {path}");

    private static IEnumerable<string> Certificates(SshSettings settings, SshNetRoute route) =>
    [
        .. Identities(settings).Select(path => $"{path}-cert.pub").Where(File.Exists)
            .Select(path => $"SSH.NET takes no certificate: {path}"),
        .. KnownHosts.Read(route.KnownHosts, route.KnownAs).HasAuthority
            ? [$"the host has a certificate: {route.KnownAs} is under @cert-authority in known_hosts"]
            : Array.Empty<string>(),
    ];

    /// <summary>Returns a reason when only the agent has a key, or when there is no key at all.</summary>
    private static async Task<ImmutableArray<string>> KeysOfAgentAsync(SshSettings settings, SshNetKeys keys)
    {
        var own = await SshAgent.KeysAsync(settings);
        if (settings["identitiesonly"] == "yes")
        {
            var wanted = Identities(settings).Select(path => $"{path}.pub").Where(File.Exists).SelectMany(File.ReadLines)
                .Select(SshPublicKey.Parse).OfType<SshPublicKey>().Select(key => key.Blob).ToHashSet();
            own = [.. own.Where(key => wanted.Contains(key.Blob))];
        }

        if (own.FirstOrDefault(key => !keys.Has(key.Blob)) is { } other)
            return [$"only the SSH agent has the key {other.Comment}"];
        return keys.Usable.IsEmpty && keys.Refusals.IsEmpty ? ["SSH.NET has no key: no IdentityFile exists"] : [];
    }

    private static IEnumerable<string> Identities(SshSettings settings) =>
        settings.All("identityfile").Select(settings.Expand).OfType<string>();
}
