using System.Collections.Immutable;
using System.CommandLine;
using TestHarness.Cli.Selection;
using TestHarness.Environments;
using TestHarness.Reports.Records;
using TestHarness.Steps.Reporting;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Commands;

/// <summary>The options and arguments that several commands have.</summary>
internal sealed class Inputs
{
    /// <summary>The argument with the paths of features.</summary>
    public Argument<string[]> Paths { get; } = new("PATH")
    {
        Description = "A feature file anywhere on the disk, a folder (symbolic links in it are not followed), "
            + "file.feature:LINE, or the bundle (.zip) of a scenario; the project's features if there is none.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>The option with the tag expression.</summary>
    public Option<string> Tags { get; } = new("--tags", "-t")
    {
        Description = "A tag expression, for example '@migration and not @slow'.",
        HelpName = "EXPRESSION",
    };

    /// <summary>The option with the environment.</summary>
    public Option<string> Environment { get; } = new("--env", "-e")
    {
        Description = "An environment of the project by its name, or the path of an environment file; "
            + "else what TESTHARNESS_ENVIRONMENT says, else virtual-lab.",
        HelpName = "NAME|FILE",
    };

    /// <summary>The option with the step assemblies.</summary>
    public Option<string[]> Steps { get; } = new("--steps")
    {
        Description = "An assembly (.dll) with step classes of one's own, besides those that the environment names; "
            + "may be repeated.",
        HelpName = "FILE",
    };

    /// <summary>The option with the QEMUs.</summary>
    public Option<string[]> Qemu { get; } = new("--qemu")
    {
        Description = "The QEMU of all hosts, or of one, in place of the environment's: a folder of this machine with a build, "
            + "which is copied to the hosts, or the path of a binary on them; may be repeated.",
        HelpName = "[HOST=]PATH",
    };

    /// <summary>The option with the shard.</summary>
    public Option<string> Shard { get; } = new("--shard")
    {
        Description = "One of N parts of the selected scenarios, for example 2/3: each scenario is in exactly one of them.",
        HelpName = "I/N",
    };

    /// <summary>The option with the file of known issues.</summary>
    public Option<string> KnownIssues { get; } = new("--known-issues")
    {
        Description = "A file of known issues in place of known-issues.yaml of the project and beside the environment file; "
            + "'none' knows no issue.",
        HelpName = "FILE",
    };

    /// <summary>Creates the options; a path that begins with a dash is refused as an unknown option.</summary>
    public Inputs()
    {
        Paths.Validators.Add(result =>
        {
            foreach (var path in result.Tokens.Select(token => token.Value).Where(path => path.StartsWith('-')))
                result.AddError($"there is no option '{path}'");
        });
        Shard.Validators.Add(result =>
        {
            if (result.Tokens is [var text] && Selection.Shard.Parse(text.Value) is null)
                result.AddError(
                    $"--shard {text.Value}: expected I/N, for example 2/3, with I from 1 to N and N at most "
                    + $"{Selection.Shard.MostParts}");
        });
    }

    /// <summary>Selects the scenarios of the parsed paths, tags and shard.</summary>
    /// <param name="environment">The chosen environment; null when the command needs none.</param>
    public FeatureSelection Select(ParseResult parsed, LabEnvironment? environment = null)
    {
        var selection = FeatureSelection.Of(
            PathsOf(parsed), ValueOf(parsed, Tags), () => StepSelection.Load(environment, StepsOf(parsed)));
        return ValueOf(parsed, Shard) is { } shard
            ? selection with { Features = Selection.Shard.Parse(shard)!.Of(selection.Features) }
            : selection;
    }

    /// <summary>Reads the environment, with the QEMUs of the option, and chooses the known issues.</summary>
    public LabEnvironment ChooseEnvironment(ParseResult parsed)
    {
        ChooseKnownIssues(ValueOf(parsed, KnownIssues));
        return EnvironmentSelection.Choose(parsed.GetValue(Environment), parsed.GetValue(Qemu) ?? []);
    }

    /// <summary>Passes the choice of known issues to the steps of this process.</summary>
    /// <param name="file">A path, or <c>none</c>; null leaves the choice as it is.</param>
    public static void ChooseKnownIssues(string? file)
    {
        if (file is not null)
            System.Environment.SetEnvironmentVariable(
                RunSettings.KnownIssuesVariable, file == RunKnownIssues.None ? file : Path.GetFullPath(file));
    }

    /// <summary>Returns the parsed paths, tags, environment and step assemblies as arguments of another command.</summary>
    public ImmutableArray<string> ArgumentsOf(ParseResult parsed) =>
    [
        .. PathsOf(parsed),
        .. Words(Environment, parsed.GetValue(Environment)), .. Words(Tags, parsed.GetValue(Tags)),
        .. StepsOf(parsed).SelectMany(file => Words(Steps, file)),
    ];

    /// <summary>Adds the parsed paths, tags, shard and step assemblies to the first line of a run's record.</summary>
    public RunLine AddTo(RunLine run, ParseResult parsed) => run with
    {
        Paths = PathsOf(parsed),
        Tags = ValueOf(parsed, Tags),
        Shard = ValueOf(parsed, Shard),
        Steps = [.. StepsOf(parsed).Select(Path.GetFullPath)],
    };

    /// <summary>Returns the parsed step assemblies.</summary>
    public ImmutableArray<string> StepsOf(ParseResult parsed) => [.. parsed.GetValue(Steps) ?? []];

    private ImmutableArray<string> PathsOf(ParseResult parsed) => [.. parsed.GetValue(Paths) ?? []];

    private static string[] Words(Option option, string? value) => value is null ? [] : [option.Name, value];

    private static string? ValueOf(ParseResult parsed, Option<string> option) =>
        parsed.CommandResult.Command.Options.Contains(option) ? parsed.GetValue(option) : null;
}
