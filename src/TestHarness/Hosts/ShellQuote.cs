namespace TestHarness.Hosts;

/// <summary>The one place where text becomes part of a shell command line.</summary>
public static class ShellQuote
{
    private const string Plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@%+=:,./-";

    /// <summary>Quotes one word for a POSIX shell; a word of plain characters is left as it is.</summary>
    public static string Word(string word)
    {
        if (word.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("a shell word cannot contain NUL", nameof(word));

        return word.Length > 0 && word.All(c => Plain.Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }

    public static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(Word));
}
