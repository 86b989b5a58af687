using System.Globalization;
using System.Text;
using TestHarness.Failures;

namespace TestHarness.Hosts.Ssh;

/// <summary>
/// The OpenSSH configuration of one connection: the harness's rules first (the first value wins), then the user's files. It is a
/// file, because options do not reach the ssh that a jump host needs.
/// </summary>
internal static class SshConfiguration
{
    // A silent connection is given up after interval × (count + 1): 15 s.
    private const string Rules = """
          BatchMode yes
          StrictHostKeyChecking yes
          UpdateHostKeys no
          ConnectTimeout 10
          ServerAliveInterval 5
          ServerAliveCountMax 2
          ControlMaster no
          RequestTTY no
          RemoteCommand none
        """;

    /// <summary>Returns the text of the configuration file.</summary>
    /// <exception cref="HarnessException">Class config: a value cannot be written to an OpenSSH configuration.</exception>
    public static string Text(SshDestination destination)
    {
        var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"Host {destination.Host}");
        Add(text, "User", destination.User, Quoted);
        Add(text, "Port", destination.Port?.ToString(CultureInfo.InvariantCulture), Quoted);
        Add(text, "ProxyJump", destination.JumpHost, Jumps);
        Add(text, "IdentityFile", destination.IdentityFile, QuotedPath);
        Add(text, "IdentitiesOnly", destination.IdentityFile is null ? null : "yes", Quoted);
        text.AppendLine("Host *").AppendLine(Rules);
        Add(text, "UserKnownHostsFile", destination.KnownHostsFile, QuotedPath);
        Add(text, "Include", destination.ConfigFile, Quoted);
        return text.AppendLine("  Include ~/.ssh/config").AppendLine("  Include /etc/ssh/ssh_config").ToString();
    }

    private static void Add(StringBuilder text, string keyword, string? value, Func<string, string> quote)
    {
        if (value is not null)
            text.AppendLine(CultureInfo.InvariantCulture, $"  {keyword} {quote(value)}");
    }

    // The jump hosts are not quoted: ssh reads quotes as a part of their names.
    private static string Jumps(string hops) =>
        hops.Length > 0 && hops.All(c => char.IsAsciiLetterOrDigit(c) || "-._:@%[],/".Contains(c))
            ? hops
            : throw new HarnessException(
                FailureClass.Config,
                $"jump host '{hops}' is not of the form [USER@]HOST[:PORT], or several of these separated by commas");

    private static string QuotedPath(string path) => Quoted(path.Replace("%", "%%", StringComparison.Ordinal));

    private static string Quoted(string value) => value.Length > 0 && !value.Any(c => c is '"' or '\\' || char.IsControl(c))
        ? $"\"{value}\""
        : throw new HarnessException(
            FailureClass.Config,
            $"'{value}' cannot be written to an OpenSSH configuration: leave out quotes, backslashes and line ends");
}
