namespace TestHarness.Qemu.CommandLine.Syntax;

/// <summary>A word of a command line.</summary>
/// <param name="Position">The word's place for a reader: <c>line 3, column 5</c> or <c>argument 7</c>.</param>
internal readonly record struct Word(string Text, string Position);
