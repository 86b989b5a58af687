using System.CommandLine;
using TestHarness.Cli.Running;
using TestHarness.Cli.Selection;
using TestHarness.Cli.Setup;
using TestHarness.Cli.Terminals;
using TestHarness.Environments;
using TestHarness.Reports.Records;
using TestHarness.Steps.Reporting;
using TestHarness.Steps.World;
using Command = System.CommandLine.Command;

namespace TestHarness.Cli.Commands;

/// <summary>The command 'harness run'.</summary>
internal static class RunCommand
{
    private const string Description = """
        Runs scenarios.

        Every selected file is read and every step is bound before a host is touched. What this machine lacks is installed first,
        where that is allowed. A scenario whose needs the environment does not meet is skipped, with the reason.

        Examples:
          harness run
          harness run --tags '@migration and not @slow' --strict
          harness run ~/bug-1234.feature:17 --env virtual-lab --reports /tmp/bug-1234
          harness run features/migration --learn-baseline
          harness run my.feature --steps MyLab.Steps.dll
          harness run my.feature --qemu host2=~/qemu/build
          git bisect run harness run bug.feature --qemu build

        With --qemu the exit code is 125, "cannot be told", when a QEMU does not start or a scenario is skipped, and none fails.
        """;

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var inputs = new Inputs();
        var strict = new Option<bool>("--strict")
        {
            Description = "A skipped scenario is a failure, and so is one in which a check could not be made.",
        };
        var reports = new Option<string>("--reports")
        {
            Description =
                "The folder that the report and the evidence are written to; else what TESTHARNESS_REPORTS says, else the "
                + "project's reports.",
            HelpName = "FOLDER",
        };
        var learn = new Option<bool>("--learn-baseline")
        {
            Description = "Adds this run's downtimes, times, stalls and lost pings to what is usual in the environment "
                + "(baselines/NAME.json beside its file), and compares none; 3 runs are needed.",
        };
        var noTemplates = new Option<bool>("--no-templates")
        {
            Description = "Boots every guest, in place of starting it from the saved state of one that booted before.",
        };
        var command = new Command("run", Description)
        {
            inputs.Paths, inputs.Environment, inputs.Tags, inputs.Steps, inputs.Qemu, strict, reports, learn, noTemplates,
        };
        command.SetAction((parsed, _) =>
        {
            // The environment comes first, so that messages about the features hide its secrets.
            var environment = inputs.ChooseEnvironment(parsed);
            if (parsed.GetValue(learn))
                Environment.SetEnvironmentVariable(RunSettings.LearnVariable, "true");
            if (parsed.GetValue(noTemplates))
                Environment.SetEnvironmentVariable(RunSettings.TemplatesVariable, "false");
            var selection = inputs.Select(parsed, environment);
            if (parsed.GetValue(reports) is { } folder)
                Environment.SetEnvironmentVariable(RunSettings.ReportsVariable, Path.GetFullPath(folder));
            if (parsed.GetValue(strict))
                Environment.SetEnvironmentVariable(RunSettings.StrictVariable, "true");
            return RunAsync(selection, environment, inputs.AddTo(RunHeader.New(), parsed));
        });
        return command;
    }

    private static async Task<int> RunAsync(FeatureSelection selection, LabEnvironment environment, RunLine header)
    {
        await selection.CheckAsync();
        await SetUpAsync(selection, environment);
        var running = await RunningHosts.OfAsync(environment, selection.Scenarios);
        return await new ScenarioRun(selection, running, header).RunAsync();
    }

    /// <summary>
    /// Installs what this machine lacks. A failure does not end the run: the scenarios that need a missing program report it.
    /// </summary>
    private static async Task SetUpAsync(FeatureSelection selection, LabEnvironment environment)
    {
        if (selection.Scenarios.Any(ScenarioNeeds.RequiresHosts))
            await new MachineSetup(Terminal.Output, Requirement.Of(environment)).RunAsync(dryRun: false);
    }
}
