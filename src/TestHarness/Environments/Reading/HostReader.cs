using System.Collections.Immutable;
using TestHarness.Hosts;
using YamlDotNet.RepresentationModel;

namespace TestHarness.Environments.Reading;

/// <summary>Reads an item of the list <c>hosts</c>.</summary>
internal static class HostReader
{
    /// <summary>Reads a host; the mistakes are in the reading. Returns null when the item is not a mapping.</summary>
    public static HostDescription? Read(YamlReading reading, YamlNode node, ImmutableArray<HostSection> sections)
    {
        if (reading.SectionOf(node, "host") is not { } host)
            return null;

        var name = host.Required("name", Scalars.Name);
        var connection = ReadConnection(host);
        var architecture = host.Optional("arch", Scalars.Name, null!);
        var labels = host.List("labels")
            .Select(label => Single(host, "labels", label, Scalars.Name)).OfType<string>().ToImmutableArray();
        var offers = ReadOffers(host);
        var migrationAddress = host.Optional("migrationAddress", Scalars.SshHost, null!)?.Trim('[', ']');
        var machine = host.Optional("machine", Scalars.Name, null!);
        var group = host.Optional("group", Scalars.Name, null!);
        var qemu = host.Section("qemu", "qemu") is { } section ? SettingsReader.Qemu(section) : null;
        var items = sections.SelectMany(section => section.Read(host)).ToImmutableArray();
        host.RefuseOtherKeys();
        return new HostDescription(name, connection, architecture, labels, offers)
        {
            MigrationAddress = migrationAddress,
            Machine = machine,
            Group = group,
            Qemu = qemu,
            SectionItems = items,
        };
    }

    private static HostConnection ReadConnection(YamlSection host)
    {
        const string expected = "'local', or 'ssh' with an address";
        if (host.Find("connection") is not { } node)
            host.AddMissing("connection", expected);
        else if (node is YamlMappingNode && host.Section("connection", "connection") is { } connection)
            return ReadAddress(connection);
        else if (node is not YamlScalarNode { Value: "local" })
            host.Add(node, $"'connection' of host: expected {expected}, found {YamlReading.Describe(node)}");

        return new LocalConnection();
    }

    private static HostConnection ReadAddress(YamlSection connection)
    {
        var ssh = connection.Section("ssh", "ssh");
        if (!connection.Has("ssh"))
            connection.AddMissing("ssh", "the SSH address of the host");
        connection.RefuseOtherKeys();
        if (ssh is null)
            return new LocalConnection();

        var file = LocalFiles.Under(ssh.Reading.Folder);
        var host = ssh.Required("host", Scalars.SshHost);
        var destination = new SshDestination(
            string.IsNullOrEmpty(host) ? "unknown" : host.Trim('[', ']'),
            ssh.Optional("user", Scalars.SshWord, null!),
            ssh.Has("port") ? ssh.Required("port", Scalars.Integer(1, 65535)) : null,
            ssh.Optional("identityFile", file, null!),
            ssh.Optional("jump", Scalars.SshWord, null!),
            ssh.Optional("knownHosts", file, null!),
            Sudo: ssh.Optional("sudo", Scalars.Switch, false));
        ssh.RefuseOtherKeys();
        return new SshConnection(destination);
    }

    private static ImmutableArray<Offer> ReadOffers(YamlSection host)
    {
        var offers = ImmutableArray.CreateBuilder<Offer>();
        foreach (var node in host.List("offers"))
        {
            if (ReadOffer(host, node) is not { } offer)
                continue;
            if (offers.Any(other => other.Capability == offer.Capability))
                host.Add(node, $"'offers' of host has '{offer.Capability}' twice; expected each capability once");

            offers.Add(offer);
        }

        return offers.ToImmutable();
    }

    // An offer is a capability alone, or `capability: {attribute: value, …}`.
    private static Offer? ReadOffer(YamlSection host, YamlNode node)
    {
        if (node is not YamlMappingNode { Children.Count: 1 } mapping)
            return Single(host, "offers", node, Scalars.Capability) is { } capability ? new Offer(capability) : null;

        var (key, value) = mapping.Children.Single();
        if (Single(host, "offers", key, Scalars.Capability) is not { } name)
            return null;
        if (value is not YamlMappingNode attributes)
        {
            host.Add(value, $"the attributes of offer '{name}': expected a mapping, found {YamlReading.Describe(value)}");
            return null;
        }

        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (attribute, text) in attributes.Children)
            values[Single(host, "offers", attribute, Scalars.Text) ?? ""] = Single(host, "offers", text, Scalars.Text) ?? "";

        return new Offer(name, values.ToImmutable());
    }

    private static T? Single<T>(YamlSection section, string key, YamlNode node, Scalar<T> type)
    {
        if (node is YamlScalarNode { Value: { } text } && type.TryParse(text, out var value))
            return value;

        section.Add(node, $"an item of '{key}': expected {type.Expected}, found {YamlReading.Describe(node)}");
        return default;
    }
}
