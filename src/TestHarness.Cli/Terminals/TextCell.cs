using System.Collections.Immutable;

namespace TestHarness.Cli.Terminals;

/// <summary>A cell of a <see cref="TextTable"/>; a line feed within one of its lines is shown as <c>\n</c>.</summary>
internal sealed record TextCell(ImmutableArray<string> Lines, Tone Tone = Tone.Normal)
{
    /// <summary>Creates a cell with one line.</summary>
    public TextCell(string text, Tone tone = Tone.Normal)
        : this([text], tone)
    {
    }

    /// <summary>Converts a text to a cell with one line.</summary>
    public static implicit operator TextCell(string text) => new(text);
}
