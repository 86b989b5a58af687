using System.Globalization;
using TestHarness.Failures;

namespace TestHarness.Hosts;

public abstract partial class PosixHost
{
    /// <summary>
    /// Receives a file. The end of the input is the file's end or that of the connection: only the length shows which. The trap
    /// is for a copy that is ended from outside. The part is removed before anything is printed, because nobody may be there to
    /// read the output.
    /// </summary>
    private const string Receive = """
        part=$3
        trap 'rm -f "$part"; exit 1' HUP INT TERM
        cat >"$part" && came=$(wc -c <"$part") && [ "$came" -eq "$4" ] && chmod "$2" "$part" && mv -f "$part" "$1" && exit 0
        rm -f "$part"
        [ -z "$came" ] || echo "$came of $4 bytes came" >&2
        exit 1
        """;

    private const string Send = """
        stat -L -c %a "$1" >&2 && exec cat "$1"
        """;

    private static readonly TimeSpan TransferBound = TimeSpan.FromMinutes(10);

    public async Task PutFileAsync(string localPath, string hostPath, CancellationToken cancellationToken = default)
    {
        await using var file = OpenLocal(() => File.OpenRead(localPath), localPath, hostPath);
        var failure = await SendAsync(file, hostPath, File.GetUnixFileMode(localPath), cancellationToken);
        ThrowUnlessCopied(failure, $"{localPath} to {Name}:{hostPath}");
    }

    public async Task GetFileAsync(string hostPath, string localPath, CancellationToken cancellationToken = default)
    {
        var part = $"{localPath}.testharness-{ProcessTag.NewId()}";
        try
        {
            UnixFileMode mode;
            string? failure;
            await using (var file = OpenLocal(() => File.Create(part), localPath, hostPath))
                (mode, failure) = await ReceiveAsync(hostPath, file, cancellationToken);

            ThrowUnlessCopied(failure, $"{Name}:{hostPath} to {localPath}");
            File.SetUnixFileMode(part, mode);
            File.Move(part, localPath, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>
    /// Writes the file beside the target and renames it. When the shell was killed, its part remains, and is removed here.
    /// </summary>
    /// <returns>The failure; null when the file was copied.</returns>
    private async Task<string?> SendAsync(Stream file, string hostPath, UnixFileMode mode, CancellationToken cancellationToken)
    {
        var part = $"{hostPath}.testharness-{ProcessTag.NewId()}";
        var length = file.Length.ToString(CultureInfo.InvariantCulture);
        var command = Command.Shell(Receive, hostPath, Convert.ToString((int)mode, 8), part, length);
        var copy = await RunAsync(command.WithTimeout(TransferBound).WithStandardInput(file), cancellationToken);
        if (!copy.Succeeded)
            await RunAsync(new Command("rm", "-f", "--", part), cancellationToken);
        return FailureOf(copy);
    }

    private async Task<(UnixFileMode Mode, string? Failure)> ReceiveAsync(
        string hostPath, Stream file, CancellationToken cancellationToken)
    {
        var command = Command.Shell(Send, hostPath).WithTimeout(TransferBound).WithStandardOutput(file);
        var sent = await RunAsync(command, cancellationToken);
        return FailureOf(sent) is { } failure
            ? (default, failure)
            : ((UnixFileMode)Convert.ToInt32(sent.StandardError.TrimEnd().Split('\n')[^1], 8), null);
    }

    private FileStream OpenLocal(Func<FileStream> open, string localPath, string hostPath)
    {
        try
        {
            return open();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HarnessException(
                FailureClass.Provision,
                $"{localPath} of this machine cannot be copied from or to {Name}:{hostPath}: {exception.Message}",
                exception);
        }
    }

    private static void ThrowUnlessCopied(string? failure, string copy)
    {
        if (failure is not null)
            throw new HarnessException(FailureClass.Provision, $"copying {copy} failed {failure}");
    }

    private static string? FailureOf(CommandResult result) => result.Succeeded
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"with exit code {result.ExitCode}: {result.StandardError.Trim()}");
}
