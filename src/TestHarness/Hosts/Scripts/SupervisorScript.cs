using System.Collections.Immutable;
using System.Globalization;

namespace TestHarness.Hosts.Scripts;

/// <summary>
/// A script that keeps a long-running process on a leash: the script's standard input is a pipe that the harness holds. A number
/// read from it is sent to the process as a signal; its end (the harness or the connection is gone) ends the process and every
/// process that carries its tag. The word <c>leave</c> unties the process: it then outlives the harness. The process runs in the
/// foreground of a pipeline, because a background job would ignore SIGINT. The script reports when the process has ended or is
/// untied, and ends itself when the process has ended and the harness has released the leash: the channel ends after its input.
/// </summary>
internal static class SupervisorScript
{
    /// <summary>The line on the leash that unties the process.</summary>
    public const string Leave = "leave\n";

    private const string StartedPrefix = "testharness: started ";

    private const string Script = "id=$1 program=$2; shift 2\n" + RunScript.FindProgram + TagScript.Functions + """
        exec 3<&0 4>&1 5>&2 </dev/null
        {
          TESTHARNESS_PROCESS=$id sh -c 'echo "$$"; exec setsid "$@" >&4 2>&5 3<&- 4>&- 5>&-' sh "$@"
          echo "$?"
        } 2>/dev/null | {
          read -r pid
          echo "testharness: started $id $pid" >&5
          ( exec >/dev/null 4>&-
            while read -r word <&3; do
              case $word in
                leave) echo "testharness: untied $id" >&5; exit ;;
                *) kill -"$word" "$pid" ;;
              esac
            done
            exec 5>&-
            kill -TERM "$pid" "-$pid"; kill -CONT "$pid" "-$pid"
            end_tagged "$id" ) &
          watcher=$!
          read -r status
          kill "$watcher"
          end_tagged "$id"
          echo "testharness: untied $id" >&5
          cat <&3 >/dev/null
          exit "${status:-1}"
        } 2>/dev/null
        """;

    /// <summary>
    /// The time limit for the script to end its process after the leash is released, with a margin for a slow host.
    /// </summary>
    public static TimeSpan EndBound { get; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Returns the line that the script writes to standard error when the leash holds no process any longer: the process and all
    /// processes that carry its tag have ended, or the process was left running.
    /// </summary>
    public static string Untied(string id) => $"testharness: untied {id}\n";

    /// <summary>Returns the words that start a process on a leash.</summary>
    public static ImmutableArray<string> Words(string id, Command command) =>
        ["sh", "-c", Script, "sh", id, command.Program, .. CommandWords.Of(command)];

    /// <summary>Returns the process id in the script's first line on standard error; null for any other line.</summary>
    public static int? StartedProcess(string line, string id)
    {
        var prefix = $"{StartedPrefix}{id} ";
        return line.StartsWith(prefix, StringComparison.Ordinal)
            && int.TryParse(line.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var processId)
                ? processId
                : null;
    }
}
