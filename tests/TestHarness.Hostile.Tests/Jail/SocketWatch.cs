using System.Globalization;

namespace TestHarness.Hostile.Tests.Jail;

/// <summary>
/// Looks for sockets by which a jail's processes can be reached: TCP and UDP ports, and Unix sockets outside their own folders.
/// </summary>
/// <remarks>Source: proc(5), /proc/net/tcp and /proc/net/unix.</remarks>
internal sealed class SocketWatch(int process, string own)
{
    private const string Listening = "0A";
    private const string Unconnected = "07";
    private const int AcceptsConnections = 0x10000;

    private static readonly string[] ScenarioFolders = ["/var/tmp/testharness-"];

    public IEnumerable<string> Look() =>
    [
        .. Ports("tcp", Listening),
        .. Ports("tcp6", Listening),
        .. Ports("udp", Unconnected),
        .. Ports("udp6", Unconnected),
        .. UnixSockets(),
    ];

    private IEnumerable<string> Ports(string protocol, string state) =>
        from fields in Table(protocol)
        where fields[3] == state
        let port = int.Parse(fields[1].Split(':')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture)
        select $"port open: {protocol} {port}";

    private IEnumerable<string> UnixSockets() =>
        from fields in Table("unix")
        where fields.Length > 7
        where (int.Parse(fields[3], NumberStyles.HexNumber, CultureInfo.InvariantCulture) & AcceptsConnections) != 0
        where !ScenarioFolders.Append($"{own}/").Any(folder => fields[7].StartsWith(folder, StringComparison.Ordinal))
        select $"socket open: {fields[7]}";

    private IEnumerable<string[]> Table(string name) => File.ReadAllLines($"/proc/{process}/net/{name}").Skip(1)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
