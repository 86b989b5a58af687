namespace TestHarness.Qemu.CommandLine.Pasted;

/// <summary>The quote that is open at the end of a line, as a shell reads it.</summary>
internal static class QuoteScan
{
    /// <summary>Reads a line.</summary>
    /// <param name="open">The quote that is open before the line; null when none is.</param>
    /// <returns>The quote that is open after the line; null when none is.</returns>
    public static char? After(string line, char? open)
    {
        for (var at = 0; at < line.Length; at++)
        {
            var letter = line[at];
            if (letter == '\\' && open != '\'')
                at++;
            else if (open is null && letter == '#' && (at == 0 || line[at - 1] == ' '))
                return null;
            else if (open is null && letter is '\'' or '"')
                open = letter;
            else if (letter == open)
                open = null;
        }

        return open;
    }
}
