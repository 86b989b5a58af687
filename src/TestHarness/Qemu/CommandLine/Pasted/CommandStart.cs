using System.Text.RegularExpressions;
using TestHarness.Qemu.CommandLine.Syntax;

namespace TestHarness.Qemu.CommandLine.Pasted;

/// <summary>The place in a line where a command begins.</summary>
/// <param name="At">The index of the program in the line.</param>
/// <param name="Opener">The quote before the program, at whose next occurrence the command ends; null when none is.</param>
internal sealed partial record CommandStart(PastedLine Line, int At, CommandLead Lead, char? Opener)
{
    private const string Quotes = "`'\"";

    /// <summary>Finds the start of a command in a line.</summary>
    /// <param name="next">The line after it; null at the end of the paste.</param>
    /// <param name="variables">The values of the variables that lines above set.</param>
    /// <returns>The start; null when the line has none.</returns>
    public static CommandStart? Find(PastedLine line, PastedLine? next, IReadOnlyDictionary<string, string> variables)
    {
        var words = WordText().Matches(line.Text);
        for (var index = 0; index < words.Count; index++)
        {
            var (word, at) = (words[index].Value, words[index].Index);
            var opening = Opening().Match(word).Length;
            var name = word[opening..].TrimEnd('`', '\'', '"');
            var program = Variable().Match(name) is { Success: true } variable
                ? ProgramOf(variable.Groups["name"].Value, variables)
                : name;
            if (program is null || !QemuProgram.IsOne(program) || CommandLead.Read(line.Text[..at]) is not { } lead)
                continue;
            var following = index + 1 < words.Count ? words[index + 1].Value : null;
            if (Begins(following, next, lead, name[0] == '$' || QemuProgram.IsCertain(program)))
                return Make(line, lead, word, at, opening);
        }

        return null;
    }

    /// <summary>Returns whether a word is an option of QEMU, with a dash of any width.</summary>
    public static bool IsOption(string word) => OptionName(word) is { } name && OptionTable.Find(name) is not null;

    /// <summary>Returns the name of a word with the form of an option; null when the word has not this form.</summary>
    public static string? OptionName(string word) =>
        OptionForm().Match(word) is { Success: true } match ? match.Groups["name"].Value : null;

    private static CommandStart Make(PastedLine line, CommandLead lead, string word, int at, int opening)
    {
        if (opening > 0 && ShellPrompt.IsPrompt(word[..opening]))
            lead = lead with { Removed = [.. lead.Removed, $"the prompt {word[..opening]}"] };
        if (opening == 0 || (Quotes.Contains(word[opening - 1], StringComparison.Ordinal) && word[^1] == word[opening - 1]))
            return new CommandStart(line, at, lead, null);
        var closer = word[opening - 1];
        return new CommandStart(
            line, at + opening, lead, Quotes.Contains(closer, StringComparison.Ordinal) ? closer : null);
    }

    private static string? ProgramOf(string variable, IReadOnlyDictionary<string, string> variables) =>
        variables.TryGetValue(variable, out var value)
            ? value.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault()
            : variable.Contains("qemu", StringComparison.OrdinalIgnoreCase) ? "qemu-kvm" : null;

    private static bool Begins(string? following, PastedLine? next, CommandLead lead, bool isCertain) => following switch
    {
        null => next is not null && FirstWord(next) is { } word && IsOption(word),
        "\\" => true,
        "..." or "…" => isCertain,
        _ when !isCertain => !lead.IsProse
            && (OptionName(following) is not null || (DiskImage.IsOne(following) && !QemuProgram.IsOne(following))),
        _ when lead.IsProse => IsOption(following),
        _ => OptionName(following) is not null || following[0] is '$' or '"' || DiskImage.IsOne(following),
    };

    private static string? FirstWord(PastedLine line) =>
        WordText().Match(line.Text) is { Success: true } word ? word.Value : null;

    [GeneratedRegex(@"\S+")]
    private static partial Regex WordText();

    /// <summary>Matches quotes, the name of a setting of systemd, or a prompt without a blank after it.</summary>
    [GeneratedRegex(@"\A(?:ExecStart=[-@:+!]*|\S*[#>$](?=\.{0,2}/)|\(?[`'""]{0,3})")]
    private static partial Regex Opening();

    [GeneratedRegex(@"\A\$(?:(?<name>[A-Za-z_]\w*)|\{(?<name>[A-Za-z_]\w*)\})\z")]
    private static partial Regex Variable();

    [GeneratedRegex(@"\A(?:--?|[–—−])(?<name>[A-Za-z][\w-]*)\\?\z")]
    private static partial Regex OptionForm();
}
