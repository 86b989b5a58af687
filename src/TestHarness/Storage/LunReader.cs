using System.Text.RegularExpressions;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Load;

namespace TestHarness.Storage;

/// <summary>Reads a LUN with the host's own tools.</summary>
internal sealed partial class LunReader(IHost host, SharedLun lun) : ILunReader
{
    /// <summary>
    /// Prints a part of the LUN. $1: the path, $2: the offset, $3: the length. Past a block device's cache only whole sectors can
    /// be read, which are cut afterwards.
    /// </summary>
    private const string Script = """
        export LC_ALL=C
        if [ ! -b "$1" ]; then
            dd if="$1" bs=1M iflag=fullblock,skip_bytes,count_bytes skip="$2" count="$3"
        else
            sector=$(blockdev --getss "$1")
            before=$(($2 % sector))
            dd if="$1" bs=1M iflag=direct,skip_bytes,count_bytes skip=$(($2 - before)) \
                count=$(((before + $3 + sector - 1) / sector * sector)) status=none |
                dd bs=1M iflag=fullblock,skip_bytes,count_bytes skip="$before" count="$3"
        fi
        """;

    private static readonly TimeSpan ReadTimeout = TimeSpan.FromMinutes(2);

    public string Description => $"LUN {lun.Name} ({lun.Path} on {host.Name})";

    public async Task<string> Sha256Async(long offset, long length, CancellationToken cancellationToken = default)
    {
        var result = await host.RunAsync(Read($"{{ {Script}\n}} | sha256sum", offset, length), cancellationToken);
        CheckLength(result.OrThrow(FailureClass.Data), offset, length);
        return result.StandardOutput.Split(' ')[0];
    }

    public async Task<byte[]> ReadAsync(long offset, int length, CancellationToken cancellationToken = default)
    {
        using var content = new MemoryStream(length);
        var result = await host.RunAsync(Read(Script, offset, length).WithStandardOutput(content), cancellationToken);
        CheckLength(result.OrThrow(FailureClass.Data), offset, length);
        return content.ToArray();
    }

    private Command Read(string script, long offset, long length) =>
        Command.Shell(script, lun.Path, $"{offset}", $"{length}").WithTimeout(ReadTimeout);

    /// <summary>Checks dd's output: a shell does not report the failure of a command at the beginning of a pipe.</summary>
    private void CheckLength(CommandResult result, long offset, long length)
    {
        if (Copied().Match(result.StandardError) is not { Success: true } copied)
            throw new HarnessException(FailureClass.Data, $"{Description} cannot be read: {result.StandardError.Trim()}");
        if (copied.Groups[1].Value != $"{length}")
            throw new HarnessException(
                FailureClass.Data, $"{Description} has {copied.Groups[1].Value} bytes from {offset} on, expected {length}");
    }

    [GeneratedRegex(@"^(\d+) bytes? .*copied", RegexOptions.Multiline)]
    private static partial Regex Copied();
}
