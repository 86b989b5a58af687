namespace TestHarness.Cli.Terminals;

internal enum Tone
{
    Normal,
    Strong,
    Faint,
    Good,
    Warning,
    Bad,
}
