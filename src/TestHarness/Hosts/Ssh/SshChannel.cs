using System.Globalization;
using System.Text.RegularExpressions;
using TestHarness.Hosts.Channels;

namespace TestHarness.Hosts.Ssh;

/// <summary>
/// A session of a connection. ssh exits with 255 when it fails itself (with 1 where the connection's directory is gone), and so
/// may the command: ssh's own log, kept apart from the command's error output, tells the two apart.
/// </summary>
internal sealed partial class SshChannel(SshMaster master, SshFile log, IReadOnlyList<string> words) : CliWrapChannel(words)
{
    public override async Task<int> ExitAsync(CancellationToken cancellationToken)
    {
        var exitCode = await base.ExitAsync(cancellationToken);
        if (exitCode == 0)
            return 0;

        var said = log.Read();
        var isOfTheCommand = ExitStatus().Matches(said).Any(match => match.Groups[1].Value == exitCode.ToString(CultureInfo.InvariantCulture));
        return isOfTheCommand ? exitCode : throw await master.BrokenAsync(said);
    }

    public override ValueTask DisposeAsync()
    {
        log.Delete();
        return base.DisposeAsync();
    }

    // The first where the session is of the shared connection, the second where the host had no room for one more and ssh made its own.
    [GeneratedRegex(@"(?:Received exit status from master|Exit status) (\d+)")]
    private static partial Regex ExitStatus();
}
