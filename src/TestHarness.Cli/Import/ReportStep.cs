using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace TestHarness.Cli.Import;

/// <summary>A numbered step of a report.</summary>
/// <param name="Line">The number of the line, from 1.</param>
internal sealed partial record ReportStep(int Line, string Text, StepPart Part)
{
    /// <summary>Finds the numbered steps of a text.</summary>
    public static ImmutableArray<ReportStep> FindIn(ImportedText text) =>
    [
        .. from found in text.FindAll(Numbered())
           let words = found.Match.Groups["text"].Value.Trim()
           where words.Length > 0 && !IsWithinCommand(text, found.Line)
           select new ReportStep(found.Line, words, PartOf(words)),
    ];

    private static bool IsWithinCommand(ImportedText text, int line) =>
        text.Paste.Commands.Any(command => !command.IsDerived && line >= command.Line && line <= command.LastLine);

    private static StepPart PartOf(string text) => text switch
    {
        _ when Back().IsMatch(text) => StepPart.Back,
        _ when Destination().IsMatch(text) => StepPart.Destination,
        _ when Migrate().IsMatch(text) => StepPart.Migrate,
        _ when Boot().IsMatch(text) => StepPart.Boot,
        _ when Load().IsMatch(text) => StepPart.Load,
        _ when Provision().IsMatch(text) => StepPart.Provision,
        _ when Check().IsMatch(text) => StepPart.Check,
        _ => StepPart.None,
    };

    [GeneratedRegex(@"\A\s*(?:step\s*)?\d{1,2}\s*[.):]\s*(?<text>[^\d\s].*)", RegexOptions.IgnoreCase)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"\bback\b|ping-?pong|repeat|destination to (?:the )?source|dst to src", RegexOptions.IgnoreCase)]
    private static partial Regex Back();

    [GeneratedRegex(@"incoming|listen", RegexOptions.IgnoreCase)]
    private static partial Regex Destination();

    [GeneratedRegex(@"\A(?!.*wait\b).*migrat", RegexOptions.IgnoreCase)]
    private static partial Regex Migrate();

    [GeneratedRegex(
        @"\A\W*(?:boot|launch|start|run|pass-?through|create)\b.*\b(?:vm\d?|guest|qemu|domain)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Boot();

    [GeneratedRegex(@"\bdd\b|i/?o\b|\bload\b|\bfio\b|\bwrite|\bcopy\b|\bfile\b", RegexOptions.IgnoreCase)]
    private static partial Regex Load();

    [GeneratedRegex(@"vhba|npiv|\blun\b|storage|vdpa|mdev|\bvfs?\b|sr-?iov|set-?up", RegexOptions.IgnoreCase)]
    private static partial Regex Provision();

    [GeneratedRegex(@"check|dmesg|verify|wait", RegexOptions.IgnoreCase)]
    private static partial Regex Check();
}
