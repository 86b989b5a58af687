namespace TestHarness.Cli.Terminals;

internal sealed record TextColumn(string Title, bool IsRightAligned = false)
{
    public static implicit operator TextColumn(string title) => new(title);
}
