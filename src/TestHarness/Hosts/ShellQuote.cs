namespace TestHarness.Hosts;

/// <summary>Quotes text for shell command lines; no other place does.</summary>
public static class ShellQuote
{
    private const string Plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@%+=:,./-";

    /// <summary>Quotes one word for a POSIX shell; returns a word of plain characters unchanged.</summary>
    public static string Word(string word)
    {
        if (word.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("a shell word cannot contain NUL", nameof(word));

        return word.Length > 0 && word.All(c => Plain.Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }

    /// <summary>Quotes words and joins them with blanks.</summary>
    public static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(Word));
}
