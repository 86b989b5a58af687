using System.Globalization;
using System.Text;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.VirtualLab.Images;

namespace TestHarness.VirtualLab.Machines;

/// <summary>
/// The SSH access to lab hosts: by the port on which QEMU listens, with the image's host key, which is verified.
/// </summary>
internal static class LabSsh
{
    /// <summary>The address of all lab hosts.</summary>
    public const string Address = "127.0.0.1";

    /// <summary>Returns the destination of a host's root account.</summary>
    public static SshDestination Destination(LabPaths paths, LabHostRecord record) =>
        new(Address, "root", record.SshPort, record.IdentityFile, KnownHostsFile: paths.KnownHosts);

    /// <summary>
    /// Writes the host key for the address with any port: all hosts of the lab, whatever their ports are, have the same image.
    /// </summary>
    public static async Task WriteKnownHostsAsync(LabPaths paths, LabHostImage image, CancellationToken cancellationToken)
    {
        var key = (await File.ReadAllTextAsync(image.HostKey, cancellationToken)).Split(' ', StringSplitOptions.TrimEntries);
        if (key is not [var type, var text, ..])
            throw new HarnessException(
                FailureClass.Provision,
                $"{image.HostKey} is not an OpenSSH public key; remove {image.Directory}, so that the image is built again");
        await ReplaceAsync(paths.KnownHosts, $"[{Address}]:* {type} {text}\n", cancellationToken);
    }

    /// <summary>Writes the configuration for people and their tools: <c>ssh -F</c> this file and a host's name.</summary>
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

    private static string Section(LabPaths paths, string name, LabHostRecord record) => string.Create(
        CultureInfo.InvariantCulture, $"""
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
