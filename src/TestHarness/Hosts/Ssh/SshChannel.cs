using System.Text.RegularExpressions;
using TestHarness.Hosts.Channels;

namespace TestHarness.Hosts.Ssh;

/// <summary>
/// A session of a connection. ssh exits with 255 when it fails itself, and so may the command: ssh's own log, kept apart
/// from the command's error output, tells the two apart.
/// </summary>
internal sealed partial class SshChannel(SshMaster master, SshFile log, IReadOnlyList<string> words) : Channel(words)
{
    private const int SshFailed = 255;

    public override async Task<int> ExitAsync(CancellationToken cancellationToken)
    {
        var exitCode = await base.ExitAsync(cancellationToken);
        if (exitCode != SshFailed)
            return exitCode;

        var said = log.Read();
        return CommandExit().IsMatch(said) ? exitCode : throw await master.BrokenAsync(said);
    }

    public override ValueTask DisposeAsync()
    {
        log.Delete();
        return base.DisposeAsync();
    }

    [GeneratedRegex(@"Received exit status from master 255|Exit status 255")]
    private static partial Regex CommandExit();
}
