using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace TestHarness.Health.KernelLog;

/// <summary>Finds the devices that a record is about: SCSI hosts, PCI and channel devices, and disks.</summary>
internal static partial class RecordSubjects
{
    private const string NoPciDevice = "0000:00:00.0";

    /// <summary>Returns the names of the devices, each once, in the order of the text.</summary>
    public static ImmutableArray<string> Of(KernelLogFinding finding)
    {
        var named = Named().Matches(finding.Record.Text).Select(match => match.Groups["host"] is { Success: true } host
            ? $"host{host.Value}"
            : match.Groups["name"].Value);
        return
        [
            .. named.Append(IsPort(finding.Device) ? "" : finding.Device ?? "")
                .Select(name => JournalSuffix().Replace(name, ""))
                .Where(name => name is not ("" or NoPciDevice))
                .Distinct(),
        ];
    }

    /// <summary>Returns the common part of the names of a device and of its partitions and namespaces.</summary>
    public static string Root(string name) => Disk().Match(name) is { Success: true } disk ? disk.Value : name;

    /// <summary>Returns the layer of a record that no rule knows.</summary>
    public static KernelLogLayer LayerOf(KernelLogRecord record) =>
        StorageDriver().IsMatch(record.Text) ? KernelLogLayer.Transport : KernelLogLayer.Unknown;

    /// <summary>Returns whether a device is a remote port: its name has its host, which is a subject already.</summary>
    private static bool IsPort(string? device) => device is not null && Port().IsMatch(device);

    // qla2xxx names the host last: qla2xxx [PCI]-ID:HOST.
    [GeneratedRegex(@"(?<=^qla2xxx \[\S+\]-[0-9a-f]{4}:)(?<host>\d+)(?=:)|\bhost(?<host>\d+)\b"
        + @"|\b(?:rport|vport|target)-?(?<host>\d+):\d+"
        + @"|(?<![\d:])(?<host>\d+):\d+:\d+:\d+(?!:?\d)|\b(?<name>[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7])\b"
        + @"|(?<=^zfcp )(?<name>\d\.\d\.[0-9a-f]{4})\b|\[(?<name>[sv]d[a-z]+)\]|\b(?<name>nvme\d+(?:n\d+(?:p\d+)?)?)\b")]
    private static partial Regex Named();

    [GeneratedRegex(@"^(?:nvme\d+|(?:sd|vd|xvd|hd)[a-z]+|mmcblk\d+|ata\d+)")]
    private static partial Regex Disk();

    [GeneratedRegex(@"(?<=^(?:nvme\d+n\d+p?\d*|(?:sd|vd|xvd|hd)[a-z]+\d*|dm-\d+|md\d+))-\d+$")]
    private static partial Regex JournalSuffix();

    [GeneratedRegex(@"^\d+:\d+-\d+$")]
    private static partial Regex Port();

    [GeneratedRegex(@"^\s*(?:qla2xxx|lpfc|zfcp|fnic|bnx2fc|libfc|host\d+|scsi|s[dgrt] \d|rport|nvme|ata\d)")]
    private static partial Regex StorageDriver();
}
