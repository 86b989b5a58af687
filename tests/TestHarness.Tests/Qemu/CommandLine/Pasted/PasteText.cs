using TestHarness.Failures;
using TestHarness.Golden;
using TestHarness.Qemu.CommandLine.Pasted;

namespace TestHarness.Tests.Qemu.CommandLine.Pasted;

/// <summary>A pasted text of the folder <c>Texts</c>, and the file beside it with what is read of the text.</summary>
internal static class PasteText
{
    private const string Texts = "TestHarness.Tests/Qemu/CommandLine/Pasted/Texts";

    public static IEnumerable<string> Names =>
        Directory.EnumerateFiles(Folder, "*.txt").Select(file => Path.GetFileNameWithoutExtension(file)).Order();

    private static string Folder => Path.Combine(Fixture.Root, "tests", Texts);

    public static string Read(string name) => File.ReadAllText(Path.Combine(Folder, $"{name}.txt"));

    public static GoldenFile ExpectedFile(string name) => new($"../{Texts}/{name}.expected");

    /// <summary>Writes what is read of a paste, one fact a line.</summary>
    public static IEnumerable<string> Describe(Paste paste)
    {
        var lines = new List<string>();
        foreach (var command in paste.Commands)
            lines.AddRange(Describe(command));
        lines.AddRange(paste.Findings.Select(finding => $"logged before: {finding}"));
        lines.AddRange(paste.Guests.Select(guest =>
            $"guest: source at line {guest.Source.Line}, destination at line {guest.Destination?.Line.ToString() ?? "none"}"));
        lines.Add(Result(paste));
        return lines.Select(line => line.Replace("\n", "\\n"));
    }

    private static IEnumerable<string> Describe(PastedCommand command)
    {
        yield return $"command at line {command.Line}: {command.Program}";
        var line = "";
        foreach (var word in command.Arguments)
        {
            if (line.Length > 0 && word.StartsWith('-'))
            {
                yield return $"  {line}";
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        if (line.Length > 0)
            yield return $"  {line}";
        if (command.Start is { } start)
            yield return $"  {start}";
        foreach (var setting in command.Environment)
            yield return $"  environment: {setting}";
        foreach (var removed in command.Removed)
            yield return $"  removed: {removed}";
        foreach (var finding in command.Findings)
            yield return $"  logged: {finding}";
        if (command.Problem is { } problem)
            yield return $"  problem: {problem}";
    }

    private static string Result(Paste paste)
    {
        try
        {
            var command = paste.RequireOne();
            command.Parse();
            return $"launched: line {command.Line}";
        }
        catch (HarnessException exception)
        {
            return $"refused: {exception.Message}";
        }
    }
}
