using System.Collections.Immutable;
using System.Text;
using TestHarness.Hosts;

namespace TestHarness.Evidence.Reproduction;

/// <summary>
/// Writes a shell script with which a person repeats a scenario by hand. It needs QEMU, socat and a guest image, and nothing of
/// the run: it makes its own directory on each host, and removes it at its end.
/// </summary>
public static class ReproScript
{
    /// <summary>The name of the file in the evidence.</summary>
    public const string FileName = "reproduce.sh";

    /// <summary>The media type of a shell script.</summary>
    public const string MediaType = "text/x-shellscript";

    private const string Opening =
        """
        # Needs QEMU and socat on the hosts, ssh for hosts other than this machine, and a guest image, which './harness setup'
        # builds in ~/.cache/testharness; GUEST_IMAGE names another one.
        # On a terminal every step waits for Enter. QEMUs run in the background; the script ends them and removes its directories
        # when it ends, unless KEEP is set.
        set -u
        qemus=

        step() {
          printf '\n== %s\n' "$1"
          if [ -t 0 ]; then printf 'Enter goes on, Ctrl-C ends: '; read -r _; fi
        }

        # on COMMAND [ssh ...]: runs one of the functions below on a host
        on() {
          command=$1
          shift
          printf '%s\nGUEST_IMAGE="%s"\n%s\n' "$tools" "${GUEST_IMAGE:-}" "$command" | "$@" sh -s
        }

        """;

    /// <summary>Returns the script.</summary>
    /// <param name="hosts">The hosts that the steps name.</param>
    public static string Write(string scenario, ImmutableArray<ReproHost> hosts, ImmutableArray<ReproStep> steps)
    {
        var places = hosts.ToDictionary(host => host.Description.Name, host => new ReproPlace(host, hosts));
        var script = new StringBuilder($"#!/bin/sh\n# Reproduces by hand: {OneLine(scenario)}\n{Opening}\n");
        script.Append("tools=$(cat <<'TOOLS'\n").Append(ReproTools.Text).Append("\nTOOLS\n)\n\n");
        Append(script, "end() {\n  kill $qemus 2>/dev/null\n  wait\n  [ -z \"${KEEP:-}\" ] || return");
        foreach (var place in places.Values)
            Append(script, $"  {place.On("rm", "-rf", "--", place.Host.OwnDirectory)}");
        Append(script, "}");
        foreach (var place in places.Values)
        {
            AppendStep(script, $"{place.Name}: a directory for everything that is made here");
            Append(script, $"{place.On("prepare", place.Host.OwnDirectory, place.Host.Kernel, place.Host.Initramfs)} || exit 1");
        }

        Append(script, "trap end EXIT\ntrap 'exit 130' INT TERM HUP\n\nscenario() {\n  :");
        foreach (var step in steps)
        {
            AppendStep(script, $"{step.Host}: {step.Title}");
            Append(script, places[step.Host].Text(step));
        }

        Append(script, "}\n\nscenario");
        foreach (var qemu in steps.OfType<QemuStep>())
        {
            AppendStep(script, $"{qemu.Host}: what to look at after '{qemu.Title}'");
            Append(script, places[qemu.Host].Look(qemu));
        }

        AppendStep(script, "the end");
        return script.ToString();
    }

    /// <summary>Returns the command line of each QEMU as it was started, for a person.</summary>
    public static string CommandLines(IEnumerable<ReproStep> steps) => string.Join('\n', steps.OfType<QemuStep>().Select(
        qemu => $"# {OneLine($"{qemu.Host}: {qemu.Title}")}\n{CommandText.Lines(qemu.Words)}\n"));

    private static void Append(StringBuilder script, string line) => script.Append(line).Append('\n');

    private static void AppendStep(StringBuilder script, string title) =>
        script.Append("\nstep ").Append(ShellQuote.Word(OneLine(title))).Append('\n');

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
