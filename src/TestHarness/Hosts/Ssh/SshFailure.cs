using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TestHarness.Failures;

namespace TestHarness.Hosts.Ssh;

/// <summary>Turns the OpenSSH client's error output into one line: the cause and the remedy.</summary>
internal static partial class SshFailure
{
    /// <summary>
    /// The outputs for a server that is not up. QEMU accepts a connection for its guest, and closes or resets it when the guest
    /// refuses it: then the OpenSSH client writes kex_exchange_identification, and SSH.NET has one of the last two messages.
    /// </summary>
    private static readonly ImmutableArray<string> NotUp =
    [
        "Connection refused", "kex_exchange_identification", "valid SSH identification string", "Connection reset by peer",
    ];

    private static readonly (string Output, string Advice)[] Known =
    [
        ("REMOTE HOST IDENTIFICATION HAS CHANGED",
            "its host key is not the one that is known; only if you know that the host was reinstalled, remove the old key with "
            + "'ssh-keygen -R {host}' and add the new one"),
        ("Host key verification failed", "its host key could not be verified"),
        ("Could not resolve hostname", "its name cannot be resolved; correct the host's address"),
        ("Connection refused", "the connection was refused; is sshd running there, on that port?"),
        ("no such identity", "its key file is not there; correct the path"),
        ("Load key", "its key file cannot be used; check its content and that only its owner may read it"),
        ("Permission denied (", "it accepts none of the keys offered; check the user, the key file or the agent"),
        ("not responding", "it stopped answering"),
        ("timed out", "it does not answer; check the address, the network and the firewall"),
        ("Session open refused", "it refuses more sessions on one connection; raise MaxSessions in its sshd_config"),
    ];

    /// <summary>
    /// Makes the failure of class ssh from the client's output; the fallback is for an output without a known cause.
    /// </summary>
    public static HarnessException Explain(string host, SshDestination destination, string output, string fallback)
    {
        var lines = output.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !DebugLine().IsMatch(line) && line.Any(char.IsLetterOrDigit) && !line.StartsWith('@'))
            .TakeLast(4);
        var words = string.Join(" | ", lines);
        var suffix = words.Length == 0 ? "" : $" (ssh: {words})";
        return new HarnessException(
            FailureClass.Ssh, $"host {host} ({destination}): {Advice(destination, output) ?? fallback}{suffix}")
        {
            IsNotUp = NotUp.Any(text => output.Contains(text, StringComparison.Ordinal)),
        };
    }

    private static string? Advice(SshDestination destination, string output)
    {
        if (UnknownKey().Match(output) is { Success: true } unknown)
            return UnknownKeyAdvice(unknown.Groups["host"].Value, unknown.Groups["port"].Value, destination);

        var advice = Known.FirstOrDefault(known => output.Contains(known.Output, StringComparison.Ordinal)).Advice;
        var name = destination.Port is { } port ? $"[{destination.Host}]:{port}" : destination.Host;
        return advice?.Replace("{host}", name, StringComparison.Ordinal);
    }

    private static string UnknownKeyAdvice(string host, string port, SshDestination destination)
    {
        var option = port.Length == 0 ? "" : $"-p {port} ";
        var file = ShellQuote.Word(destination.KnownHostsFile ?? "~/.ssh/known_hosts");
        return $"its host key is not known; add it with 'ssh-keyscan {option}{host} >> {file}' "
            + "and compare it with the host's own";
    }

    [GeneratedRegex(@"host key is known for \[?(?<host>[^\]\s]+?)(\]:(?<port>\d+))? and you have requested")]
    private static partial Regex UnknownKey();

    [GeneratedRegex(@"^debug\d:|^OpenSSH_")]
    private static partial Regex DebugLine();
}
