using System.CommandLine;
using TestHarness.Cli.Inspection;
using TestHarness.Cli.Selection;
using TestHarness.Cli.Terminals;
using TestHarness.Steps.Reporting;

namespace TestHarness.Cli.Commands;

/// <summary>The command 'harness check'.</summary>
internal static class CheckCommand
{
    private const string Description = """
        Looks at the hosts of an environment: what each offers, which scenarios can run there, and why the others cannot.

        Example:
          harness check --env fc-lab.yaml
        """;

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var inputs = new Inputs();
        var command = new Command("check", Description)
        {
            inputs.Paths, inputs.Environment, inputs.Tags, inputs.Steps, inputs.Qemu, inputs.KnownIssues,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            // The environment comes first, so that messages about the features hide its secrets.
            var chosen = inputs.ChooseEnvironment(parsed);
            var selection = inputs.Select(parsed, chosen);
            await selection.CheckAsync();
            KnownIssueCheck.Check(RunKnownIssues.Load(), selection.Scenarios);
            var environment = await RunningHosts.OfAsync(chosen, selection.Scenarios);
            var inspection = await EnvironmentInspection.MakeAsync(environment, cancellationToken);
            new InspectionReport(Terminal.Output).Write(inspection, selection);
            return ExitCode.Success;
        });
        return command;
    }
}
