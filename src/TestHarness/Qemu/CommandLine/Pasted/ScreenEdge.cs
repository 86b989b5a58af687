using System.Collections.Immutable;

namespace TestHarness.Qemu.CommandLine.Pasted;

/// <summary>Finds a command that a screen broke at its last column, within words, and puts it together without breaks.</summary>
internal static class ScreenEdge
{
    private const int Narrowest = 60;

    /// <summary>Reads the lines of such a command.</summary>
    /// <param name="index">The index of the command's first line.</param>
    /// <param name="first">The first line from the program on.</param>
    /// <param name="isStart">Returns whether another command begins in the line of an index.</param>
    /// <returns>The text, the screen's width and the index of the line after it; null for other lines.</returns>
    public static (CommandText Text, int Width, int End)? Read(
        ImmutableArray<PastedLine> lines, int index, PastedLine first, Func<int, bool> isStart)
    {
        var width = first.Width;
        if (index + 1 < lines.Length && lines[index + 1].Width == width + 1)
            width++;
        if (width < Narrowest || first.Text.TrimEnd().EndsWith('\\'))
            return null;

        var pieces = new List<(string Joint, PastedLine Line)> { ("", first) };
        var end = index + 1;
        while (end < lines.Length && IsFull(lines[end - 1], width) && !lines[end].IsBlank && lines[end].Width <= width
            && lines[end].Depth == first.Depth && !isStart(end) && !ShellPrompt.IsIdle(lines[end].Text))
        {
            // A blank at the last column is often lost.
            pieces.Add((lines[end - 1].Width == width ? "" : " ", lines[end]));
            end++;
        }

        return pieces.Count > 1 ? (CommandText.Of(pieces), width, end) : null;
    }

    private static bool IsFull(PastedLine line, int width) => line.Width == width || line.Width == width - 1;
}
