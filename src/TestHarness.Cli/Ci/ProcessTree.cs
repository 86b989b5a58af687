using System.Diagnostics;
using System.Globalization;

namespace TestHarness.Cli.Ci;

/// <summary>A process and its descendants, as a list for a person who looks for the cause of a hang.</summary>
internal static class ProcessTree
{
    private const int LongestCommand = 300;

    /// <summary>
    /// Lists the process and its descendants, each on a line: process ID, state, kernel function in which it waits, and command
    /// line.
    /// </summary>
    public static IEnumerable<string> Describe(int processId)
    {
        var children = Process.GetProcesses().Select(process => process.Id).ToLookup(id => Parent(id));
        return Describe(processId, 0, children);
    }

    private static IEnumerable<string> Describe(int processId, int depth, ILookup<int, int> children)
    {
        var command = Read(processId, "cmdline").Replace('\0', ' ');
        var state = Stat(processId).FirstOrDefault() ?? "gone";
        yield return $"{new string(' ', 2 * depth)}{processId} {state} {Read(processId, "wchan")} "
            + command[..Math.Min(command.Length, LongestCommand)];
        foreach (var line in children[processId].SelectMany(child => Describe(child, depth + 1, children)))
            yield return line;
    }

    private static int Parent(int processId) =>
        int.TryParse(Stat(processId).ElementAtOrDefault(1), CultureInfo.InvariantCulture, out var parent) ? parent : 0;

    /// <summary>Reads the state, the parent and the other fields after the program's name, which may have spaces.</summary>
    private static string[] Stat(int processId) =>
        Read(processId, "stat").Split(") ").Last().Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Read(int processId, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/{file}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The process has ended, or belongs to another user; the line then lacks this value.
            return "";
        }
    }
}
