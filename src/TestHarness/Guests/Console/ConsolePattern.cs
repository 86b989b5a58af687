using System.Text.RegularExpressions;

namespace TestHarness.Guests.Console;

/// <summary>
/// A wait for a pattern that matches within one line, its newline included. Each character is matched once, and again as part of
/// the line that it belongs to, of which the last <see cref="LongestLine"/> characters are kept: a guest may print without
/// newlines.
/// </summary>
/// <param name="pattern">Has no anchors: it is matched against pieces of the text.</param>
internal sealed class ConsolePattern(Regex pattern) : IConsoleReader
{
    public const int LongestLine = 4096;

    private char[] _line = [];

    public bool Take(ReadOnlySpan<char> text)
    {
        char[] both = [.. _line, .. text];
        if (pattern.IsMatch(both))
            return true;

        var unfinished = both.AsSpan(both.AsSpan().LastIndexOf('\n') + 1);
        _line = unfinished[^Math.Min(unfinished.Length, LongestLine)..].ToArray();
        return false;
    }
}
