namespace TestHarness.Qemu.CommandLine;

/// <summary>A property of an option's argument.</summary>
/// <param name="Key">The key, with dots when the option nests, as in <c>file.filename</c>.</param>
/// <param name="Value">The value as QEMU reads it: a comma is a comma.</param>
/// <param name="IsJsonLiteral">
/// Whether the value is a number, a boolean or null in JSON; <c>on</c>, <c>off</c> and the empty text stand for booleans and
/// null.
/// </param>
public readonly record struct OptionProperty(string Key, string Value, bool IsJsonLiteral = false);
