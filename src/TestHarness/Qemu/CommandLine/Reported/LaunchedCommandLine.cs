using System.Collections.Immutable;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>The command line that is launched in place of a reported one.</summary>
/// <param name="Mapping">The reported options in their order, then the options that the harness adds.</param>
public sealed record LaunchedCommandLine(string Program, ImmutableArray<MappedOption> Mapping)
{
    /// <summary>The command line itself.</summary>
    public QemuCommandLine CommandLine => new(Program, Mapping.SelectMany(option => option.Launched));

    /// <summary>Returns the command line with further options of the harness.</summary>
    public LaunchedCommandLine With(IEnumerable<QemuOption> options, string reason) => this with
    {
        Mapping = [.. Mapping, .. options.Select(option => new MappedOption(null, Disposition.Replaced, [option], [reason]))],
    };
}
