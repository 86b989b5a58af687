using System.Globalization;
using TestHarness.Failures;

namespace TestHarness.Hosts;

public abstract partial class PosixHost
{
    private const string Receive = """
        part=$1.testharness-$3
        cat >"$part" && chmod "$2" "$part" && mv -f "$part" "$1" && exit 0
        rm -f "$part"; exit 1
        """;

    private const string Send = """
        stat -L -c %a "$1" >&2 && exec cat "$1"
        """;

    private static readonly TimeSpan TransferBound = TimeSpan.FromMinutes(10);

    public async Task PutFileAsync(string localPath, string hostPath, CancellationToken cancellationToken = default)
    {
        await using var file = OpenLocal(() => File.OpenRead(localPath), localPath, hostPath);
        var mode = Convert.ToString((int)File.GetUnixFileMode(localPath), 8);
        var command = Command.Shell(Receive, hostPath, mode, ProcessTag.NewId()).WithTimeout(TransferBound).WithStandardInput(file);
        ThrowUnlessCopied(await RunAsync(command, cancellationToken), $"{localPath} to {Name}:{hostPath}");
    }

    public async Task GetFileAsync(string hostPath, string localPath, CancellationToken cancellationToken = default)
    {
        var part = $"{localPath}.testharness-{ProcessTag.NewId()}";
        try
        {
            CommandResult sent;
            await using (var file = OpenLocal(() => File.Create(part), localPath, hostPath))
                sent = await RunAsync(
                    Command.Shell(Send, hostPath).WithTimeout(TransferBound).WithStandardOutput(file), cancellationToken);

            ThrowUnlessCopied(sent, $"{Name}:{hostPath} to {localPath}");
            File.SetUnixFileMode(part, (UnixFileMode)Convert.ToInt32(sent.StandardError.TrimEnd().Split('\n')[^1], 8));
            File.Move(part, localPath, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private FileStream OpenLocal(Func<FileStream> open, string localPath, string hostPath)
    {
        try
        {
            return open();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new HarnessException(
                FailureClass.Provision, $"{localPath} of this machine cannot be copied from or to {Name}:{hostPath}: {failure.Message}", failure);
        }
    }

    private static void ThrowUnlessCopied(CommandResult result, string what)
    {
        if (!result.Succeeded)
            throw new HarnessException(
                FailureClass.Provision,
                string.Create(CultureInfo.InvariantCulture, $"copying {what} failed with exit code {result.ExitCode}: {result.StandardError.Trim()}"));
    }
}
