using System.Text.RegularExpressions;

namespace TestHarness.Cli.Import;

/// <summary>The facts of a report that no step takes: versions, hosts, ports of Fibre Channel, messages of QEMU.</summary>
internal static partial class ReportNotes
{
    private const int MostOfAKind = 8;

    /// <summary>Returns a line for each fact.</summary>
    public static IEnumerable<string> Of(ImportedText text) =>
        Versions(text).Concat(Hosts(text)).Concat(Ports(text)).Concat(Findings(text)).Select(DraftText.Line);

    private static IEnumerable<string> Versions(ImportedText text) => ReportVersion.FindIn(text).Select(version =>
        $"line {version.Line}: {version.Program} {version.Package}"
        + (version.Program == "qemu" ? "; without the version in the tag @needs:qemu, the feature runs on every QEMU" : ""));

    private static IEnumerable<string> Hosts(ImportedText text)
    {
        var named = text.FindAll(NamedHost())
            .Select(found => $"line {found.Line}: {found.Match.Groups["name"].Value.ToLowerInvariant()} is "
                + found.Match.Groups["host"].Value);
        var logged = text.Paste.Commands.Where(command => command.Start?.Host is not null)
            .Select(command =>
                $"line {command.Line}: the {(command.IsDestination ? "destination" : "source")} is {command.Start!.Host}");
        return named.Concat(logged).Take(MostOfAKind);
    }

    private static IEnumerable<string> Ports(ImportedText text)
    {
        var nodes = text.FindAll(Node()).ToArray();
        var ports = text.FindAll(Port()).ToArray();
        var pairs =
            from port in ports
            let node = nodes.OrderBy(other => Math.Abs(other.Line - port.Line)).FirstOrDefault()
            where node.Match is not null && Math.Abs(node.Line - port.Line) <= 2
            select (port.Line, Text: $"wwnn: {node.Match.Groups["wwn"].Value}, wwpn: {port.Match.Groups["wwn"].Value}");
        return pairs.DistinctBy(pair => pair.Text)
            .Take(MostOfAKind)
            .Select(pair => $"line {pair.Line}: an FC port; a vHBA is for 'vhbas' of the environment: {{ {pair.Text} }}");
    }

    private static IEnumerable<string> Findings(ImportedText text) =>
        text.Paste.Findings.Concat(text.Paste.Commands.SelectMany(command => command.Findings))
            .OrderBy(finding => finding.Line)
            .Select(finding => $"line {finding.Line}: QEMU's log has: {finding.Text}")
            .Take(MostOfAKind);

    [GeneratedRegex(
        @"\A\W*(?<name>host\s?\d|(?:source|dest(?:ination)?)(?: host)?)\s*[:=]\s*(?<host>[a-z][\w-]*(?:\.[\w-]+)+)",
        RegexOptions.IgnoreCase)]
    private static partial Regex NamedHost();

    [GeneratedRegex(@"(?:wwnn='|<wwnn>|node_name\W+0x)(?<wwn>[0-9a-f]{16})\b", RegexOptions.IgnoreCase)]
    private static partial Regex Node();

    [GeneratedRegex(@"(?:wwpn='|<wwpn>|port_name\W+0x)(?<wwn>[0-9a-f]{16})\b", RegexOptions.IgnoreCase)]
    private static partial Regex Port();
}
