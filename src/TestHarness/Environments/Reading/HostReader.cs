using System.Collections.Immutable;
using TestHarness.Hosts;
using YamlDotNet.RepresentationModel;

namespace TestHarness.Environments.Reading;

internal static class HostReader
{
    public static HostDescription? Read(YamlReading reading, YamlNode node)
    {
        if (reading.SectionOf(node, "host") is not { } host)
            return null;

        var name = host.Required("name", Scalars.Name);
        var connection = ReadConnection(host);
        var architecture = host.Optional("arch", Scalars.Name, null!);
        var labels = host.List("labels").Select(label => Single(host, "labels", label, Scalars.Name)).OfType<string>().ToImmutableArray();
        var offers = host.List("offers").Select(offer => ReadOffer(host, offer)).OfType<Offer>().ToImmutableArray();
        host.RefuseOtherKeys();
        return new HostDescription(name, connection, architecture, labels, offers);
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
            string.IsNullOrEmpty(host) ? "unknown" : host,
            ssh.Optional("user", Scalars.SshWord, null!),
            ssh.Has("port") ? ssh.Required("port", Scalars.Integer(1, 65535)) : null,
            ssh.Optional("identityFile", file, null!),
            ssh.Optional("jump", Scalars.SshWord, null!),
            ssh.Optional("knownHosts", file, null!));
        ssh.RefuseOtherKeys();
        return new SshConnection(destination);
    }

    // A capability alone, or `capability: {attribute: value, …}`.
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

        return new Offer(name, attributes.Children.ToImmutableSortedDictionary(
            attribute => Single(host, "offers", attribute.Key, Scalars.Text) ?? "",
            attribute => Single(host, "offers", attribute.Value, Scalars.Text) ?? ""));
    }

    private static T? Single<T>(YamlSection section, string key, YamlNode node, Scalar<T> type)
    {
        if (node is YamlScalarNode { Value: { } text } && type.TryParse(text, out var value))
            return value;

        section.Add(node, $"an item of '{key}': expected {type.Expected}, found {YamlReading.Describe(node)}");
        return default;
    }
}
