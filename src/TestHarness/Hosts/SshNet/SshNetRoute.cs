using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Hosts.Ssh;

namespace TestHarness.Hosts.SshNet;

/// <summary>The address, the user and the keys with which SSH.NET logs in; it reads no configuration itself.</summary>
/// <param name="Alias">The name in known_hosts files (HostKeyAlias); null when that is the host and the port.</param>
/// <param name="Jump">The jump host before this host; null when the host is reached directly.</param>
internal sealed record SshNetRoute(
    string Host, int Port, string User, string? Alias, SshNetKeys Keys, ImmutableArray<string> KnownHosts, SshNetRoute? Jump)
{
    /// <summary>The name of the host in known_hosts files.</summary>
    public string KnownAs => Alias ?? (Port == 22 ? Host : $"[{Host}]:{Port}");

    /// <summary>Makes the route from a destination and its settings.</summary>
    public static SshNetRoute Of(SshDestination destination, SshSettings settings, SshNetRoute? jump) => new(
        settings.Require("hostname"),
        int.Parse(settings.Require("port"), CultureInfo.InvariantCulture),
        settings.Require("user"),
        settings["hostkeyalias"],
        SshNetKeys.Load(settings.All("identityfile").Select(settings.Expand).OfType<string>()),
        [.. KnownHostsFiles(destination, settings)],
        jump);

    private static IEnumerable<string> KnownHostsFiles(SshDestination destination, SshSettings settings) =>
        destination.KnownHostsFile is { } known
            ? [known, .. Files(settings, "globalknownhostsfile")]
            : [.. Files(settings, "userknownhostsfile"), .. Files(settings, "globalknownhostsfile")];

    private static IEnumerable<string> Files(SshSettings settings, string key) =>
        settings.All(key).SelectMany(files => files.Split(' ')).Select(settings.Expand).OfType<string>();
}
