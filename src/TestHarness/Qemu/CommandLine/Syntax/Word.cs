namespace TestHarness.Qemu.CommandLine.Syntax;

/// <param name="Position">Where a reader finds it: <c>line 3, column 5</c> or <c>argument 7</c>.</param>
internal readonly record struct Word(string Text, string Position);
