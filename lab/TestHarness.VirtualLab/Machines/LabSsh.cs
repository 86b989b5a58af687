using System.Globalization;
using System.Text;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.VirtualLab.Images;

namespace TestHarness.VirtualLab.Machines;

/// <summary>How lab hosts are reached over SSH: by the port that QEMU listens on, with the image's host key, which is verified.</summary>
internal static class LabSsh
{
    public const string Address = "127.0.0.1";

    public static SshDestination Destination(LabPaths paths, LabHostRecord record) =>
        new(Address, "root", record.SshPort, record.IdentityFile, KnownHostsFile: paths.KnownHosts);

    /// <summary>All ports a host of the lab may ever have are of the same image: the key is known by the address alone.</summary>
    public static async Task WriteKnownHostsAsync(LabPaths paths, LabHostImage image, CancellationToken cancellationToken)
    {
        var key = (await File.ReadAllTextAsync(image.HostKey, cancellationToken)).Split(' ', StringSplitOptions.TrimEntries);
        if (key is not [var type, var text, ..])
            throw new HarnessException(
                FailureClass.Provision, $"{image.HostKey} is no OpenSSH public key; remove {image.Directory} to have the image built anew");
        await ReplaceAsync(paths.KnownHosts, $"[{Address}]:* {type} {text}\n", cancellationToken);
    }

    /// <summary>For people and their tools: <c>ssh -F</c> this file and a host's name.</summary>
    public static async Task WriteConfigAsync(LabPaths paths, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        foreach (var folder in paths.Hosts)
        {
            if (await LabHostRecord.ReadAsync(folder, cancellationToken) is { } record)
                text.AppendLine(Section(paths, folder.Name, record));
        }

        await ReplaceAsync(paths.SshConfig, text.ToString(), cancellationToken);
    }

    private static string Section(LabPaths paths, string name, LabHostRecord record) => string.Create(CultureInfo.InvariantCulture, $"""
        Host {name}
          HostName {Address}
          Port {record.SshPort}
          User root
          IdentityFile "{record.IdentityFile}"
          IdentitiesOnly yes
          UserKnownHostsFile "{paths.KnownHosts}"
          StrictHostKeyChecking yes
          LogLevel ERROR
        """);

    private static async Task ReplaceAsync(string path, string text, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync($"{path}.part", text, cancellationToken);
        File.Move($"{path}.part", path, overwrite: true);
    }
}
