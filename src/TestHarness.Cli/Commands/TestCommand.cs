using System.CommandLine;
using TestHarness.Cli.Faults;
using TestHarness.Cli.Running;
using TestHarness.Cli.Setup;
using TestHarness.Cli.Terminals;
using TestHarness.Steps.World;
using TestHarness.VirtualLab;
using TestHarness.VirtualLab.Images;

namespace TestHarness.Cli.Commands;

/// <summary>The command 'harness test'.</summary>
internal static class TestCommand
{
    private const string Description = """
        Runs the whole solution's tests with 'dotnet test': the project's own, and every scenario. Without a filter, the tests of
        category 'lab' run last; they boot lab hosts, and the virtual lab is brought up for them, as it is for a filter that names
        'TestCategory=lab'. Those of category 'faults' run only for a filter that names 'TestCategory=faults', partly on a virtual
        lab of their own, and end with the table of all faults that the harness must survive; a fault without a result fails.

        Examples:
          harness test
          harness test -- --filter 'TestCategory!=slow&TestCategory!=lab'
          harness test -- --filter 'TestCategory=lab'
          harness test -- --filter 'TestCategory=faults'
          harness test -- --settings runsettings/nightly.runsettings
        """;

    private const string Filter = "--filter";

    private const string OnLab = "TestCategory=lab";

    /// <summary>The fault matrix takes many minutes, and is a command of its own.</summary>
    private const string WithoutLab = "TestCategory!=lab&TestCategory!=faults";

    private const string Solution = "TestHarness.sln";

    /// <summary>The options with which the caller determines what is built.</summary>
    private static readonly string[] BuildsOtherwise = ["--no-build", "-c", "--configuration"];

    /// <summary>
    /// The number of projects that are tested at a time: the tests mostly wait, and more of them would slow one another's QEMUs.
    /// </summary>
    private const int AtOnce = 2;

    /// <summary>The variable with an OpenSSH configuration file that has a host1, on which the tests of devices run.</summary>
    private const string LabVariable = "TESTHARNESS_TEST_LAB_SSH";

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var arguments = new Argument<string[]>("ARGUMENT")
        {
            Description = "Passed to dotnet test; after '--' where it begins with a dash.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command("test", Description) { arguments };
        command.SetAction((parsed, cancellationToken) => TestAsync(parsed.GetValue(arguments) ?? [], cancellationToken));
        return command;
    }

    private static async Task<int> TestAsync(string[] arguments, CancellationToken cancellationToken)
    {
        KeepReportsOfRuns();
        await new MachineSetup(Terminal.Output, Requirement.ForTests).RunAsync(dryRun: false);
        if (!FaultTable.IsFor(arguments))
            return await SelectAsync(arguments, cancellationToken);
        await ProvideLabImageAsync(cancellationToken);
        FaultTable.Begin();
        var code = await SelectAsync(arguments, cancellationToken);
        return FaultTable.Print() || code != ExitCode.Success ? code : ExitCode.Failure;
    }

    private static async Task<int> SelectAsync(string[] arguments, CancellationToken cancellationToken)
    {
        if (!arguments.Contains(Filter))
        {
            string[] onLab = [.. arguments, Filter, OnLab, "--results-directory", Path.Combine("reports", "trx", "lab")];
            var without = await DotnetTestAsync(AtOnce, [.. arguments, Filter, WithoutLab], cancellationToken);
            var with = await TestOnLabAsync(onLab, cancellationToken);
            return without != ExitCode.Success ? without : with;
        }

        return arguments.Any(argument => argument.Contains(OnLab, StringComparison.Ordinal))
            ? await TestOnLabAsync(arguments, cancellationToken)
            : await DotnetTestAsync(AtOnce, arguments, cancellationToken);
    }

    /// <summary>
    /// Gives the scenarios among the tests a folder of reports of their own, unless the caller chose one: a run's results are
    /// not for a test to remove.
    /// </summary>
    internal static void KeepReportsOfRuns()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(RunSettings.ReportsVariable)))
            Environment.SetEnvironmentVariable(RunSettings.ReportsVariable, Path.Combine(RunSettings.Reports, "tests"));
    }

    private static async Task<int> TestOnLabAsync(string[] arguments, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(LabVariable)))
        {
            var image = await ProvideLabImageAsync(cancellationToken);
            await VirtualLab.VirtualLab.OfUser.UpAsync(image, new LabSize(), Tell, cancellationToken);
            await LeftBehind.UndoAsync(cancellationToken);
            Environment.SetEnvironmentVariable(LabVariable, VirtualLab.VirtualLab.OfUser.Paths.SshConfig);
        }

        // Some tests start another virtual lab: its hosts and those of the user's lab would be too slow side by side.
        return await DotnetTestAsync(1, arguments, cancellationToken);
    }

    private static async Task<LabHostImage> ProvideLabImageAsync(CancellationToken cancellationToken)
    {
        await new MachineSetup(Terminal.Output, Requirement.ForVirtualLab).RunAsync(dryRun: false);
        return await LabHostImageBuilder.BuildForUserAsync(Tell, cancellationToken);
    }

    /// <summary>
    /// Builds the solution and tests it. The build comes first because MSBuild tests projects that it has just built one after
    /// the other, however many it may test at a time.
    /// </summary>
    private static async Task<int> DotnetTestAsync(int projectsAtOnce, string[] arguments, CancellationToken cancellationToken)
    {
        string[] build = [];
        if (!arguments.Any(BuildsOtherwise.Contains))
        {
            build = ["--no-build"];
            if (await Dotnet.RunAsync(
                ["build", Solution, "--verbosity", "quiet", "--nologo"], cancellationToken) is not 0 and var code)
                return code;
        }

        string[] settings = arguments.Any(argument => argument is "--settings" or "-s")
            ? []
            : ["--settings", Path.Combine("runsettings", "default.runsettings")];
        string[] test = ["test", Solution, .. build, $"-m:{projectsAtOnce}", .. settings, .. arguments];
        return await Dotnet.RunAsync(test, cancellationToken);
    }

    private static void Tell(string line) => Terminal.Error.WriteLine(line);
}
