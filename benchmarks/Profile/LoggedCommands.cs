using System.Text.Json;
using System.Text.RegularExpressions;
using TestHarness.Cli.Bench;
using TestHarness.Hosts;

namespace TestHarness.Benchmarks.Profile;

/// <summary>The commands that a scenario's evidence has, by what they run.</summary>
internal static partial class LoggedCommands
{
    public const string FileName = "commands.jsonl";

    private const string EndOfProcess = "end of ";
    private const int Kinds = 15;
    private const int KindLength = 70;

    /// <summary>Sums up commands of the same kind; those of less time than the first kinds are one row.</summary>
    /// <param name="lines">Lines of a <see cref="CommandLog"/>.</param>
    public static IEnumerable<ProfileRow> Sum(string subject, IEnumerable<string> lines)
    {
        var commands = lines.Select(line => JsonSerializer.Deserialize<CommandLogLine>(line, JsonSerializerOptions.Web)!)
            // These last as long as the process, as a QEMU does.
            .Where(command => !command.Command.StartsWith(EndOfProcess, StringComparison.Ordinal))
            .ToArray();
        var kinds = commands.GroupBy(command => KindOf(command.Command)).Select(kind => Row(subject, kind.Key, kind))
            .OrderByDescending(row => row.Seconds).ToArray();
        var others = kinds.Skip(Kinds).ToArray();
        var rest = new ProfileRow(subject, "$ others", others.Sum(row => row.Count), others.Sum(row => row.Seconds));
        return [Row(subject, "all commands", commands), .. kinds.Take(Kinds), .. others.Length == 0 ? [] : new[] { rest }];
    }

    private static ProfileRow Row(string subject, string phase, IEnumerable<CommandLogLine> commands) =>
        new(subject, phase, commands.Count(), commands.Sum(command => command.DurationMs) / 1000);

    /// <summary>Names the program, or the start of a shell's script; what varies comes later.</summary>
    private static string KindOf(string command)
    {
        const string Shell = "sh -c ";
        var at = command.IndexOf(Shell, StringComparison.Ordinal);
        var text = at < 0 ? command.Split(' ')[0] : Space().Replace(command[(at + Shell.Length)..], " ");
        return $"$ {(text.Length > KindLength ? text[..KindLength] + "…" : text)}";
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
