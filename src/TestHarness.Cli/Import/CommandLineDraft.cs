using TestHarness.Hosts;

namespace TestHarness.Cli.Import;

/// <summary>Writes the step with the reported command line, as the background of a feature.</summary>
internal static class CommandLineDraft
{
    /// <summary>Returns the lines of the background.</summary>
    public static IEnumerable<string> Lines(DraftedGuest guest)
    {
        yield return "Background:";
        foreach (var note in Notes(guest))
            yield return $"  # {DraftText.Line(note)}";
        yield return "  Given QEMU is launched as reported:";
        yield return "    \"\"\"";
        string[] options = [.. guest.Part.CommandLine.Options.Select(option => $"  {option}")];
        string[] lines = [ShellQuote.Word(guest.Part.CommandLine.Program), .. options];
        for (var at = 0; at < lines.Length; at++)
            yield return at + 1 < lines.Length ? $"    {lines[at]} \\" : $"    {lines[at]}";
        yield return "    \"\"\"";
    }

    private static IEnumerable<string> Notes(DraftedGuest guest)
    {
        var source = guest.Guest.Source;
        yield return guest.Guest.Destination is { } destination && destination != source
            ? $"line {source.Line}: the source; line {destination.Line}: its destination, which the harness starts itself, "
                + $"waits with -incoming {destination.Incoming}"
            : $"line {source.Line}: the guest";
        foreach (var setting in source.Environment)
            yield return $"not set for QEMU: {setting}";
        foreach (var removed in source.Removed)
            yield return $"removed: {removed}";
        foreach (var left in guest.Part.LeftOut)
            yield return $"left out: {left}";
    }
}
