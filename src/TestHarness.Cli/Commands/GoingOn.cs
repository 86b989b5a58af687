using System.Collections.Immutable;
using System.CommandLine;
using TestHarness.Cli.Selection;
using TestHarness.Cli.Terminals;
using TestHarness.Environments;
using TestHarness.Reports.Records;
using TestHarness.Steps.Reporting;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Commands;

/// <summary>The options with which 'harness run' goes on from the record of an earlier run.</summary>
internal sealed class GoingOn
{
    /// <summary>The option that runs the failed scenarios of a run again.</summary>
    public Option<string?> Failed { get; } = new("--failed")
    {
        Description = "Runs the scenarios that failed or were flaky in an earlier run, the last one unless RUN names another "
            + "(or begins its name).",
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "RUN",
    };

    /// <summary>The option that completes a run.</summary>
    public Option<string?> Resume { get; } = new("--resume")
    {
        Description = "Runs the scenarios without a result of an earlier run that was killed or cancelled, in its environment, "
            + "and adds the results to its record. The last run unless RUN names another.",
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "RUN",
    };

    /// <summary>Reads the record of the run that an option names; returns null when there is no such option.</summary>
    /// <exception cref="BadInputException">The options contradict one another, or paths or tags are given as well.</exception>
    public RunRecord? Read(ParseResult parsed, Inputs inputs)
    {
        var (failed, resume) = (parsed.GetResult(Failed) is not null, parsed.GetResult(Resume) is not null);
        if (!failed && !resume)
            return null;
        if (failed && resume)
            throw new BadInputException("--failed and --resume: expected one of them");
        var run = inputs.AddTo(RunHeader.New(), parsed);
        if (!run.Paths.IsEmpty || run.Tags is not null)
            throw new BadInputException(
                $"{(failed ? "--failed" : "--resume")} takes its scenarios from a run: expected no paths and no --tags");

        if (run.Shard is not null)
            throw new BadInputException($"{(failed ? "--failed" : "--resume")} runs all of its scenarios: expected no --shard");
        var runs = new RunFolders(RunSettings.Reports);
        var id = runs.Find(parsed.GetValue(failed ? Failed : Resume) ?? "");
        if (resume && runs.IsInProgress(id))
            throw new BadInputException($"the run {id} is in progress: --resume is for a run that was killed or cancelled");
        var record = runs.Read(id);
        foreach (var notice in record.Notices)
            Terminal.Error.WriteLine(notice, Tone.Warning);
        return record;
    }

    /// <summary>Returns whether the run goes on in the record of the earlier one.</summary>
    public bool IsResume(ParseResult parsed) => parsed.GetResult(Resume) is not null;

    /// <summary>Chooses the environment and QEMUs of a run that is resumed.</summary>
    /// <exception cref="BadInputException">The user chose others.</exception>
    public static LabEnvironment ChooseEnvironment(RunRecord record, ParseResult parsed, Inputs inputs)
    {
        var run = record.Run;
        if (!(parsed.GetValue(inputs.Qemu) ?? []).Select(text => $"{QemuChoice.Parse(text)}").All(run.Qemus.Contains))
            throw new BadInputException($"the run {run.Id} has other QEMUs: --resume takes those of the run");
        Inputs.ChooseKnownIssues(parsed.GetValue(inputs.KnownIssues) ?? run.KnownIssues);
        var environment = EnvironmentSelection.Choose(parsed.GetValue(inputs.Environment) ?? run.Environment, [.. run.Qemus]);
        return RunHeader.ChosenEnvironment == run.Environment
            ? environment
            : throw new BadInputException(
                $"the run {run.Id} is of the environment {run.Environment}: its results are not mixed with those of another one");
    }

    /// <summary>Finds the scenarios that are to run again; returns null, with a word to the user, when there are none.</summary>
    public RecordedScenarios? Select(RunRecord record, ParseResult parsed, Inputs inputs, LabEnvironment environment)
    {
        var (isResume, id) = (IsResume(parsed), record.Run.Id);
        if (isResume && record.Run.Scenarios.IsEmpty)
            throw new BadInputException($"the run {id} was not started by 'harness run': its record has no list of scenarios");
        ImmutableArray<PlannedScenario> wanted = isResume
            ? record.NotRun
            : [.. record.Scenarios.Where(each => each.IsFailure).Select(each => new PlannedScenario(each.Place, each.Title))];
        if (wanted.IsEmpty)
        {
            Terminal.Output.WriteLine(isResume
                ? $"each scenario of the run {id} has a result"
                : $"nothing failed in the run {id}{(record.NotRun.IsEmpty ? "" : "; some scenarios have no result: --resume")}");
            return null;
        }

        var steps = inputs.StepsOf(parsed) is { IsEmpty: false } given ? given : record.Run.Steps;
        return RecordedScenarios.Find(record, wanted, () => StepSelection.Load(environment, steps));
    }
}
