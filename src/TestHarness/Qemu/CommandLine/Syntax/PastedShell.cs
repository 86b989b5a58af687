namespace TestHarness.Qemu.CommandLine.Syntax;

/// <summary>The parts of shell syntax that are read in a paste, where other texts have words alone.</summary>
/// <param name="Position">Returns the place of a character for a reader.</param>
/// <param name="Variables">The values of the variables that lines above the command set.</param>
/// <param name="Removed">Receives each redirection, and what follows the end of the command.</param>
internal sealed record PastedShell(
    Func<int, string> Position, IReadOnlyDictionary<string, string> Variables, Action<string> Removed);
