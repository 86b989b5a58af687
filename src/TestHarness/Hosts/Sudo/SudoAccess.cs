using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Hosts.Channels;
using TestHarness.Hosts.Scripts;

namespace TestHarness.Hosts.Sudo;

/// <summary>Root's rights by sudo for a user of a host, who has to type no password.</summary>
internal sealed class SudoAccess(SshDestination destination)
{
    private static readonly (string Output, string Advice)[] Known =
    [
        (RunScript.NotFound, "the host has no sudo: install it there, or log in as root"),
        ("must have a tty", "sudo demands a terminal of {user}: add 'Defaults:{user} !requiretty' to the host's sudoers"),
        ("not allowed", "sudo does not let {user} run every command: {rule}"),
        ("password", "sudo wants a password of {user}, or does not know {user}: {rule}"),
        ("terminal", "sudo wants a password of {user}: {rule}"),
    ];

    private volatile bool _isGranted;

    /// <summary>The words before a command that root runs.</summary>
    public static ImmutableArray<string> Prefix { get; } = ["sudo", "-n", "--"];

    /// <summary>Makes sure, before the host's first command, that the user may run commands as root.</summary>
    /// <param name="open">Starts the words of a command as the user.</param>
    /// <exception cref="HarnessException">Class preflight: the user may not; the message says what to change.</exception>
    public async Task RequireAsync(
        string host, Func<ImmutableArray<string>, Task<Channel>> open, CancellationToken cancellationToken)
    {
        if (_isGranted)
            return;
        var who = new Command(Prefix[0], [.. Prefix.Skip(1), "sh", "-c", "id -u"]);
        await using var run = new Exchange(await open(RunScript.Words(ProcessTag.NewId(), who)), who);
        var exitCode = await run.RunAsync(cancellationToken);
        if (exitCode != 0 || run.Output.Text.Trim() != "0")
            throw Refuse(host, run.Error.Text.Trim());
        _isGranted = true;
    }

    private HarnessException Refuse(string host, string output)
    {
        var user = destination.User ?? "the user";
        var advice = Known.FirstOrDefault(known => output.Contains(known.Output, StringComparison.Ordinal)).Advice
            ?? "sudo does not make {user} root: {rule}";
        var text = advice
            .Replace("{rule}", "add '{user} ALL=(ALL) NOPASSWD: ALL' to the host's sudoers", StringComparison.Ordinal)
            .Replace("{user}", user, StringComparison.Ordinal);
        var said = output.Length == 0 ? "" : $" (it said: {output})";
        return new HarnessException(FailureClass.Preflight, $"host {host} ({destination}): {text}{said}");
    }
}
