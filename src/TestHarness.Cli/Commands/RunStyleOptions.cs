using System.CommandLine;
using TestHarness.Cli.Running;

namespace TestHarness.Cli.Commands;

/// <summary>The options of 'harness run' for its reports while it runs.</summary>
internal sealed class RunStyleOptions
{
    /// <summary>The option that leaves failures and the summary.</summary>
    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Prints failures and the summary only." };

    /// <summary>The option that writes events.</summary>
    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Writes what happens to the standard output as events, one JSON object a line (docs/events.md). All text "
            + "for people goes to the standard error. When nobody reads the events any more, the run is cancelled.",
    };

    /// <summary>Returns the form of the reports.</summary>
    public RunStyle Of(ParseResult parsed) => new(parsed.GetValue(Quiet), parsed.GetValue(Json));
}
