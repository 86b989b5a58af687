using System.Collections.Immutable;
using System.Globalization;

namespace TestHarness.Hosts.Scripts;

/// <summary>
/// A script that runs a command which ends by itself. The harness limits its time; <c>timeout</c> limits it once more on the
/// host, for the case that the harness is gone. The shell stays, so that a signal becomes an exit code of 128 + N over SSH too;
/// the shell's own message about the signal is not part of the command's output. An input is read to its end, whether or not the
/// command reads it: the channel ends after its input.
/// </summary>
internal static class RunScript
{
    /// <summary>The beginning of the line that reports a program which was not found.</summary>
    public const string NotFound = "testharness: program not found: ";

    /// <summary>The part of a script that exits with 127 when the program was not found.</summary>
    public const string FindProgram = $$"""
        command -v -- "$program" >/dev/null 2>&1 || { printf '%s%s\n' '{{NotFound}}' "$program" >&2; exit 127; }

        """;

    private const string Script = "id=$1 bound=$2 input=$3 program=$4; shift 4\n" + """
        [ "$input" = none ] && exec </dev/null || trap 'cat >/dev/null' EXIT

        """ + FindProgram + """
        exec 3>&2 2>/dev/null
        ( export TESTHARNESS_PROCESS="$id"; exec timeout -k 5 "$bound" "$@" 2>&3 3>&- )
        exit "$?"
        """;

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Returns the words that run a command.</summary>
    public static ImmutableArray<string> Words(string id, Command command)
    {
        var input = command.StandardInput is null ? "none" : "fed";
        return ["sh", "-c", Script, "sh", id, Bound(command), input, command.Program, .. CommandWords.Of(command)];
    }

    /// <summary>
    /// Returns the time limit of <c>timeout</c> on the host, in seconds: a little longer than the harness's own.
    /// </summary>
    public static string Bound(Command command) =>
        Math.Ceiling((command.Timeout + Grace).TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
