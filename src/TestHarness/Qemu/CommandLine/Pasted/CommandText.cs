using System.Collections.Immutable;

namespace TestHarness.Qemu.CommandLine.Pasted;

/// <summary>The text of a command, put together of lines of a paste, with the place of each character in the paste.</summary>
internal sealed class CommandText
{
    private readonly ImmutableArray<(int Start, PastedLine Line)> _pieces;

    private CommandText(string text, ImmutableArray<(int Start, PastedLine Line)> pieces) => (Text, _pieces) = (text, pieces);

    /// <summary>The text, without what is between the lines of the command.</summary>
    public string Text { get; }

    /// <summary>The number of the last line.</summary>
    public int LastLine => _pieces[^1].Line.Number;

    /// <summary>Puts lines together.</summary>
    /// <param name="pieces">The lines, each with the text between it and the line before it.</param>
    public static CommandText Of(IEnumerable<(string Joint, PastedLine Line)> pieces)
    {
        var text = new System.Text.StringBuilder();
        var starts = ImmutableArray.CreateBuilder<(int Start, PastedLine Line)>();
        foreach (var (joint, line) in pieces)
        {
            text.Append(starts.Count == 0 ? "" : joint);
            starts.Add((text.Length, line));
            text.Append(line.Text);
        }

        return new CommandText(text.ToString(), starts.ToImmutable());
    }

    /// <summary>Returns the place of a character in the paste.</summary>
    public string Position(int at)
    {
        var (start, line) = _pieces.LastOrDefault(piece => piece.Start <= at, _pieces[0]);
        return line.Position(at - start);
    }
}
