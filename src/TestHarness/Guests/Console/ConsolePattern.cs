using System.Text.RegularExpressions;

namespace TestHarness.Guests.Console;

/// <summary>
/// A wait for a pattern that matches within one line, with its line feed. Each character is matched once when it comes, and again
/// as part of its line, of which the last <see cref="LongestLine"/> characters are kept: a guest may print without line feeds.
/// </summary>
/// <param name="pattern">The pattern, without anchors, because it is matched against pieces of the text.</param>
internal sealed class ConsolePattern(Regex pattern) : IConsoleReader
{
    /// <summary>The number of characters of a line that are kept.</summary>
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
