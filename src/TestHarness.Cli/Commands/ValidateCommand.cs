using System.Collections.Immutable;
using System.CommandLine;
using TestHarness.Cli.Selection;
using TestHarness.Cli.Terminals;
using TestHarness.Devices.Registry;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Scenarios.Features;
using TestHarness.Steps.Reporting;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Commands;

/// <summary>The command 'harness validate'.</summary>
internal static class ValidateCommand
{
    private const string Description = """
        Reads features, environments and known issues, and binds every step, without touching a host; lists every mistake. A known
        issue that concerns no scenario is one.

        Example:
          harness validate bug-1234.feature --env my-lab.yaml
        """;

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var inputs = new Inputs();
        var command = new Command("validate", Description)
        {
            inputs.Paths, inputs.Environment, inputs.Steps, inputs.KnownIssues,
        };
        command.SetAction((parsed, _) =>
        {
            Inputs.ChooseKnownIssues(parsed.GetValue(inputs.KnownIssues));
            return ValidateAsync(environment => inputs.Select(parsed, environment), parsed.GetValue(inputs.Environment));
        });
        return command;
    }

    private static async Task<int> ValidateAsync(Func<LabEnvironment?, FeatureSelection> select, string? environment)
    {
        string[] environments = environment is null ? [.. RunSettings.EnvironmentNames] : [environment];
        var read = new List<LabEnvironment>();
        string[] wrongEnvironments = [.. environments.Select(name => WhyNot(name, read)).OfType<string>()];
        Terminal.Texts = RunTexts.Of(read);
        var scenarios = ImmutableArray<ScenarioPlan>.Empty;
        string[] wrongFeatures = [];
        try
        {
            var selection = select(environment is null ? null : read.FirstOrDefault());
            scenarios = selection.Scenarios;
            await selection.CheckAsync();
        }
        catch (BadInputException exception)
        {
            wrongFeatures = [.. exception.Lines];
        }

        string[] wrongIssues = [.. environments.SelectMany(name => FindWrongIssues(name, scenarios)).Distinct()];
        if (wrongEnvironments.Length + wrongFeatures.Length + wrongIssues.Length > 0)
            throw new BadInputException([.. wrongEnvironments, .. wrongFeatures, .. wrongIssues]);
        Terminal.Output.WriteLine($"{scenarios.Length} scenarios and {environments.Length} environments are right", Tone.Good);
        return ExitCode.Success;
    }

    /// <summary>Finds mistakes in the known issues of an environment.</summary>
    private static IEnumerable<string> FindWrongIssues(string environment, ImmutableArray<ScenarioPlan> scenarios)
    {
        try
        {
            return KnownIssueCheck.Find(RunKnownIssues.Load(environment), scenarios);
        }
        catch (HarnessException exception)
        {
            return [exception.Message];
        }
    }

    /// <summary>Reads an environment.</summary>
    /// <returns>The reason why it cannot be used; null when it was added to <paramref name="read"/>.</returns>
    private static string? WhyNot(string environment, List<LabEnvironment> read)
    {
        try
        {
            read.Add(EnvironmentFile.Load(RunSettings.PathOf(environment), DeviceKinds.HostSections));
            return null;
        }
        catch (HarnessException exception)
        {
            return exception.Message;
        }
    }
}
