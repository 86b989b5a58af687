namespace TestHarness.Cli.Terminals;

/// <summary>The tone of a text, which a terminal shows by a colour.</summary>
internal enum Tone
{
    /// <summary>The usual text.</summary>
    Normal,
    /// <summary>A heading.</summary>
    Strong,
    /// <summary>A detail.</summary>
    Faint,
    /// <summary>A success.</summary>
    Good,
    /// <summary>A skip or a warning.</summary>
    Warning,
    /// <summary>A failure.</summary>
    Bad,
}
