namespace TestHarness.Cli.Terminals;

/// <summary>A column of a <see cref="TextTable"/>.</summary>
internal sealed record TextColumn(string Title, bool IsRightAligned = false)
{
    /// <summary>Converts a title to a column.</summary>
    public static implicit operator TextColumn(string title) => new(title);
}
