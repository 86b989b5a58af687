using System.Collections.Immutable;
using TestHarness.Hosts;

namespace TestHarness.Qemu.CommandLine;

public sealed partial record QemuCommandLine
{
    /// <summary>Returns the argument vector without the program.</summary>
    public ImmutableArray<string> ToArguments() => [.. Options.SelectMany(option => option.ToArguments())];

    /// <summary>Returns the command that runs QEMU.</summary>
    public Command ToCommand() => new(Program, ToArguments());

    /// <summary>Returns the command line as one line for a shell.</summary>
    public override string ToString() => ShellQuote.Join(Program.Length == 0 ? ToArguments() : [Program, .. ToArguments()]);
}
