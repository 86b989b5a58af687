using System.CommandLine;
using TestHarness.Cli.Running;
using TestHarness.Cli.Selection;
using TestHarness.Cli.Setup;
using TestHarness.Cli.Terminals;
using TestHarness.Environments;
using TestHarness.Labs.Keeping;
using TestHarness.Reports.Recording;
using TestHarness.Reports.Records;
using TestHarness.Scenarios.Running;
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
          git bisect run harness run bug.feature --qemu build --known-issues none
          harness run a-disk-that-reports-errors.zip --env local
          harness run --failed
          harness run --resume
          harness run features/migration --until-fail --repeat 100
          harness run --json | jq -c 'select(.kind == "scenario")'

        A failure that known-issues.yaml has reads "known", and does not fail the run (docs/known-issues.md).

        A scenario that passes in one round and fails in another is flaky, which is a failure: the exit code is 1. The exit code
        of --resume is that of the whole run, and that of --failed is 0 when nothing has failed in the run.

        A bundle (.zip), which a run makes of a failed scenario, is run in the chosen environment: nothing of it is unpacked, and
        its own environment is shown and not used.

        With --qemu the exit code is 125, "cannot be told", when a QEMU does not start or a scenario is skipped, and none fails.
        A known issue hides its own bisection: add '--known-issues none'.
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
        var bundle = new Option<string>("--bundle")
        {
            Description = "Makes one .zip of each failed scenario (failed, the default), of every scenario (always) or of none "
                + "(never), with its feature, evidence, versions and a script that repeats it.",
        };
        bundle.AcceptOnlyFromAmong("failed", "always", "never");
        var wait = new Option<string>("--wait-for-hosts")
        {
            Description = "The longest wait for hosts and LUNs that other runs use, for example 30s, 20m or 2h; 0s for none. "
                + "Else what the environment's timeouts.hosts says.",
            HelpName = "TIME",
        };
        var (goingOn, repetition, style) = (new GoingOn(), new Repetition(), new RunStyleOptions());
        var command = new Command("run", Description)
        {
            inputs.Paths, inputs.Environment, inputs.Tags, inputs.Shard, inputs.Steps, inputs.Qemu, inputs.KnownIssues, strict,
            reports, learn, noTemplates, bundle, wait, goingOn.Failed, goingOn.Resume, repetition.Repeat, repetition.UntilFail,
            repetition.FailFast, repetition.Keep, style.Quiet, style.Json,
        };
        command.SetAction((parsed, _) =>
        {
            if (parsed.GetValue(style.Json))
                Terminal.LeaveOutput();
            if (parsed.GetValue(reports) is { } folder)
                Environment.SetEnvironmentVariable(RunSettings.ReportsVariable, Path.GetFullPath(folder));
            if (parsed.GetValue(learn))
                Environment.SetEnvironmentVariable(RunSettings.LearnVariable, "true");
            if (parsed.GetValue(noTemplates))
                Environment.SetEnvironmentVariable(RunSettings.TemplatesVariable, "false");
            if (parsed.GetValue(wait) is { } longest)
                Environment.SetEnvironmentVariable(RunSettings.HostsWaitVariable, CheckTime(longest));
            if (parsed.GetValue(repetition.Keep))
                Environment.SetEnvironmentVariable(RunSettings.KeepVariable, "true");
            if (parsed.GetValue(bundle) is { } mode)
                Environment.SetEnvironmentVariable(RunSettings.BundleVariable, mode);
            var earlier = goingOn.Read(parsed, inputs);
            if (parsed.GetValue(strict) || (goingOn.IsResume(parsed) && earlier?.Run.Strict == true))
                Environment.SetEnvironmentVariable(RunSettings.StrictVariable, "true");
            var options = repetition.AddTo(RunOptions.Default, parsed);
            return earlier is null ? RunAsync(inputs, parsed, options, style.Of(parsed))
                : goingOn.IsResume(parsed) ? ResumeAsync(goingOn, earlier, inputs, parsed, options, style.Of(parsed))
                : RunAgainAsync(goingOn, earlier, inputs, parsed, options, style.Of(parsed));
        });
        return command;
    }

    private static string CheckTime(string text) => Duration.TryParse(text, out _)
        ? text
        : throw new BadInputException($"--wait-for-hosts {text}: expected a time such as 30s, 20m or 2h");

    private static Task<int> RunAsync(Inputs inputs, ParseResult parsed, RunOptions options, RunStyle style)
    {
        // The environment comes first, so that messages about the features hide its secrets.
        var environment = inputs.ChooseEnvironment(parsed);
        var selection = inputs.Select(parsed, environment);
        var header = inputs.AddTo(RunHeader.New(), parsed);
        return RunAsync(new ScenarioRun(selection, environment, header) { Options = options, Style = style });
    }

    private static async Task<int> RunAgainAsync(
        GoingOn goingOn, RunRecord earlier, Inputs inputs, ParseResult parsed, RunOptions options, RunStyle style)
    {
        var environment = inputs.ChooseEnvironment(parsed);
        if (goingOn.Select(earlier, parsed, inputs, environment) is not { } again)
            return ExitCode.Success;
        var header = inputs.AddTo(RunHeader.New(), parsed);
        if (!style.IsQuiet)
            Terminal.Output.WriteLine($"again: what failed in the run {earlier.Run.Id}");
        if (header.Environment != earlier.Run.Environment)
            Terminal.Output.WriteLine(
                $"that run was in the environment {earlier.Run.Environment}, this one is in {header.Environment}", Tone.Warning);
        header = header with { Steps = header.Steps.IsEmpty ? earlier.Run.Steps : header.Steps };
        return await RunAsync(new ScenarioRun(again.Selection, environment, header) { Options = options, Style = style });
    }

    private static async Task<int> ResumeAsync(
        GoingOn goingOn, RunRecord earlier, Inputs inputs, ParseResult parsed, RunOptions options, RunStyle style)
    {
        var environment = GoingOn.ChooseEnvironment(earlier, parsed, inputs);
        if (goingOn.Select(earlier, parsed, inputs, environment) is not { } rest)
            return earlier.Scenarios.Any(scenario => scenario.IsFailure) ? ExitCode.Failure : ExitCode.Success;
        if (!style.IsQuiet)
            Terminal.Output.WriteLine($"resumed: the run {earlier.Run.Id}, {earlier.NotRun.Length} scenarios have no result");
        return await RunAsync(new ScenarioRun(rest.Selection, environment, earlier.Run)
        {
            Options = options,
            Style = style,
            Earlier = earlier,
            Names = rest.Names,
        });
    }

    private static async Task<int> RunAsync(ScenarioRun run)
    {
        var known = RunKnownIssues.CreateJudge(scenario => RunRecorder.Name(scenario, RunSettings.Root).Place);
        run = run with { Options = run.Options with { KnownIssues = known } };
        await run.Selection.CheckAsync();
        BundleNote.Write(Terminal.Output, run.Selection.Features);
        await SetUpAsync(run.Selection, run.Environment);
        var environment = await RunningHosts.OfAsync(run.Environment, run.Selection.Scenarios);
        if (run.Selection.Scenarios.Any(ScenarioNeeds.RequiresHosts))
            await KeptHosts.RequireNoneAsync(environment, note => Terminal.Error.WriteLine(note, Tone.Warning));
        return await (run with { Environment = environment }).RunAsync();
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
