namespace TestHarness.Qemu.CommandLine.Pasted;

/// <summary>A line of a paste, or the part of a line that is left.</summary>
/// <param name="Number">The number in the paste, from 1.</param>
/// <param name="Column">The number of characters of the paste's line before the text.</param>
/// <param name="Depth">The number of marks of a quoted mail before the line.</param>
internal sealed record PastedLine(int Number, int Column, string Text, int Depth = 0)
{
    /// <summary>Whether the line has no text.</summary>
    public bool IsBlank => string.IsNullOrWhiteSpace(Text);

    /// <summary>The width of the paste's line, without blanks at its end.</summary>
    public int Width => Column + Text.TrimEnd().Length;

    /// <summary>Returns the part of the line from a place on.</summary>
    public PastedLine From(int start) => this with { Column = Column + start, Text = Text[start..] };

    /// <summary>Returns the place of a character for a reader.</summary>
    public string Position(int at = 0) => $"line {Number}, column {Column + at + 1}";
}
