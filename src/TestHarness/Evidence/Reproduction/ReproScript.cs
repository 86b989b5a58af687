using System.Collections.Immutable;
using System.Text;
using TestHarness.Environments;
using TestHarness.Hosts;

namespace TestHarness.Evidence.Reproduction;

/// <summary>Writes a shell script with which a person repeats a scenario by hand.</summary>
public static class ReproScript
{
    /// <summary>The name of the file in the evidence.</summary>
    public const string FileName = "reproduce.sh";

    /// <summary>The media type of a shell script.</summary>
    public const string MediaType = "text/x-shellscript";

    private const string Opening =
        """
        # Needs ssh for hosts other than this machine, and socat on the hosts for QEMU's monitor.
        # On a terminal every step waits for Enter. QEMUs run in the background; the script ends them when it ends.
        set -u
        qemus=
        trap 'kill $qemus 2>/dev/null' EXIT

        step() {
          printf '\n== %s\n' "$1"
          if [ -t 0 ]; then printf 'Enter goes on, Ctrl-C ends: '; read -r _; fi
        }

        # qmp SOCKET COMMAND [ssh …]
        qmp() {
          socket=$1 command=$2
          shift 2
          printf '%s\n' '{"execute":"qmp_capabilities"}' "$command" | "$@" socat -t 5 - "UNIX-CONNECT:$socket"
        }

        """;

    /// <summary>Returns the script.</summary>
    /// <param name="hosts">The hosts that the steps name.</param>
    public static string Write(string scenario, ImmutableArray<HostDescription> hosts, IEnumerable<ReproStep> steps)
    {
        var remotes = hosts.ToDictionary(host => host.Name, host => SshWords(host.Connection));
        var script = new StringBuilder($"#!/bin/sh\n# Reproduces by hand: {OneLine(scenario)}\n{Opening}");
        foreach (var step in steps)
        {
            var title = ShellQuote.Word(OneLine($"{step.Host}: {step.Title}"));
            script.Append("\nstep ").Append(title).Append('\n').Append(Text(step, remotes[step.Host])).Append('\n');
        }

        return script.Append("\nstep 'the end'\n").ToString();
    }

    private static string Text(ReproStep step, ImmutableArray<string> ssh) => step switch
    {
        QemuStep qemu => $"{On(WithTerminal(ssh), CommandText.Lines(qemu.Words))} </dev/null &\nqemus=\"$qemus $!\"",
        CommandStep command => On(ssh, ShellQuote.Join(command.Words)),
        QmpStep qmp => ShellQuote.Join(["qmp", qmp.Socket, OneLine(qmp.Json), .. ssh]),
        _ => throw new ArgumentException($"no text for {step}", nameof(step)),
    };

    private static string On(ImmutableArray<string> ssh, string command) =>
        ssh.IsEmpty ? command : $"{ShellQuote.Join(ssh)} {ShellQuote.Word(command)}";

    // With a terminal, the hang-up of ssh ends a remote QEMU.
    private static ImmutableArray<string> WithTerminal(ImmutableArray<string> ssh) => ssh.IsEmpty ? ssh : ssh.Insert(1, "-tt");

    /// <summary>Returns the command with which a person logs in to a host; none for this machine.</summary>
    internal static ImmutableArray<string> SshWords(HostConnection connection)
    {
        if (connection is not SshConnection { Destination: var address })
            return [];

        string[] identity = address.IdentityFile is { } file ? ["-i", file] : [];
        string[] port = address.Port is { } number ? ["-p", $"{number}"] : [];
        string[] jump = address.JumpHost is { } host ? ["-J", host] : [];
        string[] known = address.KnownHostsFile is { } path ? ["-o", $"UserKnownHostsFile={path}"] : [];
        return ["ssh", .. identity, .. port, .. jump, .. known, (address.User is null ? "" : $"{address.User}@") + address.Host];
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
