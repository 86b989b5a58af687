using System.Text.RegularExpressions;
using TestHarness.Failures;

namespace TestHarness.Devices.Mdev.Trees;

/// <summary>
/// Part of a host's file system as text, for hardware that is not here. A line is <c>PATH = CONTENT</c>, where <c>\n</c> is the end of a
/// line within, or <c>PATH -> TARGET</c> for a symbolic link; a later line takes the place of an earlier one of its path. Empty lines
/// and those that start with <c>#</c> say nothing.
/// </summary>
public static partial class RecordedTree
{
    /// <summary>Makes the files below a directory.</summary>
    /// <exception cref="HarnessException">Class config: a line is malformed, or leads out of the directory; the message has it.</exception>
    public static void Unpack(string listing, string directory)
    {
        foreach (var line in listing.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#'))
        {
            var parsed = Line().Match(line);
            if (!parsed.Success)
                throw Malformed(line, "expected /PATH = CONTENT or /PATH -> TARGET");
            var (path, value) = (parsed.Groups["path"].Value, parsed.Groups["value"].Value);
            if (parsed.Groups["link"].Success)
                Connect(line, directory, path, value);
            else
                Write(line, directory, path, value);
        }
    }

    private static void Write(string line, string directory, string path, string content)
    {
        var file = Fresh(line, directory, path);
        File.WriteAllText(file, content.Length == 0 ? "" : content.Replace(@"\n", "\n", StringComparison.Ordinal) + "\n");
    }

    /// <summary>The links of /proc/PID/fd are names; all others are followed.</summary>
    private static void Connect(string line, string directory, string path, string target)
    {
        var link = Fresh(line, directory, path);
        if (!path.StartsWith("/proc/", StringComparison.Ordinal))
            Inside(line, directory, Path.Combine(Path.GetDirectoryName(link)!, target));
        File.CreateSymbolicLink(link, target);
    }

    private static string Fresh(string line, string directory, string path)
    {
        var file = Inside(line, directory, directory + path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.Delete(file);
        return file;
    }

    private static string Inside(string line, string directory, string path) =>
        Path.GetFullPath(path) is var full && full.StartsWith(directory + "/", StringComparison.Ordinal)
            ? full
            : throw Malformed(line, "it leads out of the recorded tree");

    private static HarnessException Malformed(string line, string why) =>
        new(FailureClass.Config, $"'{line}' is no line of a recorded tree: {why}");

    [GeneratedRegex(@"\A(?<path>/\S+) (?:=(?: (?<value>.*))?|(?<link>->) (?<value>\S+))\z")]
    private static partial Regex Line();
}
