using System.Globalization;
using System.Text.RegularExpressions;
using TestHarness.Hosts.Channels;

namespace TestHarness.Hosts.Ssh;

/// <summary>
/// A session of a connection. ssh exits with 255 when it fails itself (with 1 when the connection's directory is gone), and the
/// command may exit with the same code: ssh's own log, which is not part of the command's error output, shows which of the two it
/// was.
/// </summary>
internal sealed partial class SshChannel(SshMaster master, SshFile log, IReadOnlyList<string> words) : CliWrapChannel(words)
{
    public override async Task<int> ExitAsync(CancellationToken cancellationToken)
    {
        var exitCode = await base.ExitAsync(cancellationToken);
        if (exitCode == 0)
            return 0;

        var output = log.Read();
        var code = exitCode.ToString(CultureInfo.InvariantCulture);
        var isOfTheCommand = ExitStatus().Matches(output).Any(match => match.Groups[1].Value == code);
        return isOfTheCommand ? exitCode : throw await master.ExplainEndAsync(output);
    }

    public override async ValueTask DisposeAsync()
    {
        log.Delete();
        await base.DisposeAsync();
        master.Sessions.Release();
    }

    // ssh logs the first text for a session on the shared connection, and the second when the host refused one more and ssh
    // opened its own connection.
    [GeneratedRegex(@"(?:Received exit status from master|Exit status) (\d+)")]
    private static partial Regex ExitStatus();
}
