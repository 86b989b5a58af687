using System.Collections.Immutable;

namespace TestHarness.Hosts.Scripts;

/// <summary>
/// A script of a shell that stays open and runs the commands that it reads, one after the other. A command writes to FIFOs. One
/// <c>cat</c> for each output copies them: it opens <c>o</c> (or <c>e</c>), copies until no process holds it open any more, and
/// does the same with <c>O</c> (or <c>E</c>). So the shell's mark on <c>O</c> comes after all output, also that of a process
/// which the command left behind, and no process is started for it. The nonce is in the shell's memory alone: no process's
/// arguments or environment have it.
/// </summary>
internal static class ShellScript
{
    /// <summary>
    /// The number of commands that a shell runs before it is closed. Each <c>cat</c> has names for one command more: the end of
    /// one <c>cat</c> is the end of the shell, so it may not come while the other still copies the last command's output.
    /// </summary>
    public const int MostCommands = 1023;

    /// <summary>
    /// The first shell removes the FIFOs at the end. The second ends the third when nobody reads the outputs any more: the third
    /// would wait for ever to open a FIFO. The third runs the commands, as no background job, which would ignore SIGINT.
    /// </summary>
    private const string Script = """
        command -v setsid >/dev/null && dir=$(mktemp -d "${TMPDIR:-/tmp}/testharness-shell-XXXXXXXX") || exit
        mkfifo "$dir/o" "$dir/O" "$dir/e" "$dir/E" || { rm -rf "$dir"; exit 1; }
        exec 5>&2 2>/dev/null
        setsid sh -c '
          cd "$1" && o="o O" e="e E" && for doubling in 1 2 3 4 5 6 7 8 9 10; do o="$o $o" e="$e $e"; done
          cat $o 5>&- &
          cat $e >&5 5>&-
          read -r shell <pid && kill -KILL "$shell"
        ' sh "$dir" </dev/null &
        copies=$!
        sh -c 'echo "$$" >"$1/pid"; exec sh -s "$1" >/dev/null' sh "$dir" 5>&-
        status=$?
        kill -KILL "$copies" "-$copies"
        rm -rf "$dir"
        [ "$status" -le 128 ] || kill -KILL "$$"
        exit "$status"
        """;

    /// <summary>$1 is the FIFOs' directory, $2 the nonce.</summary>
    private const string Functions = """
        testharness_begin() { exec 6>"$1/o" 7>"$1/e"; printf %s "$2" >&6; printf %s "$2" >&7; }
        testharness_run() {
          (
            exec </dev/null >&6 2>&7 6>&- 7>&-
            export TESTHARNESS_PROCESS="$3"; bound=$4 program=$5; shift 5

        """ + RunScript.FindProgram + """
            exec timeout -k 5 "$bound" "$@"
          )
          printf '%s%s%s' "$2" "$?" "$2" >&7
          exec 6>&- 7>&-
          printf %s "$2" >"$1/O"; printf %s "$2" >"$1/E"
        }

        """;

    /// <summary>The words that start the shell.</summary>
    public static ImmutableArray<string> Words { get; } = ["sh", "-c", Script, "sh"];

    /// <summary>The functions that a new shell reads before its first command.</summary>
    public static string Start => Functions;

    /// <summary>
    /// Returns a request that makes the shell print the nonce to both outputs. The shell has started nothing else before it.
    /// </summary>
    public static string Begin(string nonce) => $"testharness_begin \"$1\" {nonce}\n";

    /// <summary>
    /// Returns a request that runs a command. After the command, standard error has the nonce, the exit code and the nonce; both
    /// outputs have the nonce when no process holds them open.
    /// </summary>
    public static string Run(string nonce, string id, Command command) =>
        $"testharness_run \"$1\" {nonce} "
        + ShellQuote.Join([id, RunScript.Bound(command), command.Program, .. CommandWords.Of(command)]) + '\n';
}
