namespace TestHarness.Qemu.CommandLine;

/// <param name="Key">Dotted where the option nests, as in <c>file.filename</c>.</param>
/// <param name="Value">As QEMU reads it, so a comma is a comma.</param>
/// <param name="IsJsonLiteral">In JSON it is a number, boolean or null; <c>on</c>, <c>off</c> and the empty text stand for the last two.</param>
public readonly record struct OptionProperty(string Key, string Value, bool IsJsonLiteral = false);
