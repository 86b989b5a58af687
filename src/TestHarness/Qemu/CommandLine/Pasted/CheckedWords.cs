using System.Collections.Immutable;
using TestHarness.Qemu.CommandLine.Syntax;

namespace TestHarness.Qemu.CommandLine.Pasted;

/// <summary>The words of a command, after the check that each is an option, an argument of one, or a disk image.</summary>
/// <param name="Notes">The values that had lost their quotes and were joined.</param>
/// <param name="Problem">The place and the reason why the words are not a command; null when they are one.</param>
internal sealed record CheckedWords(ImmutableArray<Word> Words, ImmutableArray<string> Notes, string? Problem)
{
    /// <summary>The options whose argument is known to have blanks: no other word can follow it.</summary>
    private static readonly ImmutableHashSet<string> WithBlanks = ["append", "fw_cfg", "name", "smbios"];

    /// <summary>Checks the words after the program.</summary>
    /// <param name="canJoin">Whether the text has no quotes, as a process has none, so that parts of a value are joined.</param>
    public static CheckedWords Of(IReadOnlyList<Word> words, bool canJoin)
    {
        var found = ImmutableArray.CreateBuilder<Word>();
        var notes = new OrderedDictionary<string, string>();
        Word? option = null;
        for (var at = 0; at < words.Count; at++)
        {
            var word = words[at];
            if (WhyNot(word) is { } reason)
                return new CheckedWords([.. words], [], Problems.At(word.Position, reason));
            if (word.Text.StartsWith('-') && word.Text.Length > 1)
            {
                option = word;
                found.Add(word);
                if (at + 1 < words.Count && TakesWord(word, words[at + 1]))
                {
                    if (WhyNot(words[++at]) is { } wrong)
                        return new CheckedWords([.. words], [], Problems.At(words[at].Position, wrong));
                    found.Add(words[at]);
                }
            }
            else if (canJoin && option is { } joined && found[^1] != joined && WithBlanks.Contains(NameOf(joined)))
            {
                found[^1] = found[^1] with { Text = $"{found[^1].Text} {word.Text}" };
                notes[joined.Position] = $"the lost quotes of '{found[^1].Text}', the argument of {joined.Text}";
            }
            else if (DiskImage.IsOne(word.Text) && !CanBelongTo(found, option, word, canJoin))
            {
                found.Add(word);
            }
            else
            {
                return new CheckedWords([.. words], [], Problems.At(word.Position, Stray(word, option)));
            }
        }

        return new CheckedWords(found.ToImmutable(), [.. notes.Values], null);
    }

    /// <summary>
    /// Returns whether a word can be the rest of the argument before it, as <c>images/a.img</c> is after
    /// <c>file=/srv/my</c>: without quotes, any argument with a path or a key; else a path without an extension
    /// before a word that is not a path from the root on.
    /// </summary>
    private static bool CanBelongTo(ImmutableArray<Word>.Builder found, Word? option, Word word, bool isUnquoted)
    {
        if (option is null || found[^1] == option || CommandStart.OptionName(found[^1].Text) is not null)
            return false;
        var argument = found[^1].Text;
        var last = argument[(argument.LastIndexOfAny([',', '=']) + 1)..];
        return isUnquoted
            ? argument.AsSpan().IndexOfAny('=', '/') >= 0
            : word.Text[0] is not ('/' or '.')
                && last.Contains('/', StringComparison.Ordinal)
                && !last.Contains('.', StringComparison.Ordinal);
    }

    private static string NameOf(Word option) => CommandStart.OptionName(option.Text) ?? "";

    private static bool TakesWord(Word option, Word next) => OptionTable.Find(NameOf(option)) is { } syntax
        ? syntax.TakesArgument
        : !next.Text.StartsWith('-');

    /// <summary>Returns why a word cannot be used; null when it can.</summary>
    private static string? WhyNot(Word word) => Placeholder.Find(word.Text) switch
    {
        "..." or "…" => $"'{word.Text}' stands for options or text that were left out; give them all",
        { } placeholder => $"'{placeholder}' stands for a value that was left out; write the value itself",
        null when RawWords.IsCutJson(word.Text) => "the value starts like JSON but is not: it is cut; paste the whole option",
        _ => null,
    };

    private static string Stray(Word word, Word? option) =>
        $"'{Short(word.Text)}'{(option is { } known ? $" after {known.Text}" : "")} is not an option, not the argument of one "
        + "and not a disk image. It looks like a part of a value that lost its quotes, a word broken at the edge of a screen, or "
        + "text around the command: put the value in quotes, join the word, or remove the text";

    private static string Short(string text) => text.Length <= 60 ? text : $"{text[..60]}…";
}
