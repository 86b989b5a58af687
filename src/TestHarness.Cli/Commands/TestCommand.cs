using System.CommandLine;
using System.Diagnostics;
using System.Runtime.InteropServices;
using TestHarness.Cli.Setup;
using TestHarness.Cli.Terminals;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Commands;

internal static class TestCommand
{
    private const string Description = """
        Runs the whole solution's tests with 'dotnet test': the project's own, and every scenario.

        Examples:
          harness test
          harness test -- --filter 'TestCategory!=slow'
          harness test -- --settings runsettings/nightly.runsettings
        """;

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
        await new MachineSetup(Terminal.Output, Requirement.ForTests).RunAsync(dryRun: false);
        string[] settings = arguments.Any(argument => argument is "--settings" or "-s")
            ? []
            : ["--settings", Path.Combine("runsettings", "default.runsettings")];
        var start = new ProcessStartInfo("dotnet", ["test", "TestHarness.sln", .. settings, .. arguments]) { WorkingDirectory = RunSettings.Root };
        // Ctrl-C reaches dotnet test as well, which ends in good order; this process passes on its exit code.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }
}
