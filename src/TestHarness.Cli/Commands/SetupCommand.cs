using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using TestHarness.Cli.Setup;
using TestHarness.Cli.Terminals;
using TestHarness.Devices.Registry;
using TestHarness.Images;
using TestHarness.Hosts;
using TestHarness.Labs;
using Command = System.CommandLine.Command;

namespace TestHarness.Cli.Commands;

/// <summary>The command 'harness setup'.</summary>
internal static class SetupCommand
{
    private const string Description = """
        Installs what this machine lacks (QEMU and its tools, as root or by sudo), builds the guest image, and records
        whether the NuGet source has Allure's library.

        Examples:
          harness setup --dry-run
          harness setup --for-tests
        """;

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Only shows what would be done." };
        var forTests = new Option<bool>("--for-tests") { Description = "Also what the project's own tests need: an SSH server." };
        var command = new Command("setup", Description) { dryRun, forTests };
        command.SetAction((parsed, cancellationToken) =>
            SetUpAsync(
                parsed.GetValue(forTests) ? Requirement.ForTests : Requirement.ForScenarios,
                parsed.GetValue(dryRun),
                cancellationToken));
        return command;
    }

    private static async Task<int> SetUpAsync(
        ImmutableArray<Requirement> requirements, bool dryRun, CancellationToken cancellationToken)
    {
        var terminal = Terminal.Output;
        var isComplete = await new MachineSetup(terminal, requirements).RunAsync(dryRun);
        terminal.WriteLine(isComplete ? "programs: all there" : "programs: see above", isComplete ? Tone.Good : Tone.Warning);
        if (dryRun)
        {
            terminal.WriteLine($"would build the guest image under {HarnessPaths.Cache}, if it is not there");
            terminal.WriteLine("would try to restore Allure.Net.Commons, and record whether it writes the results");
            return ExitCode.Success;
        }

        await using var machine = new LocalHost("this machine");
        var allure = await AllureLibrary.FindAsync(machine, [], cancellationToken);
        allure.Save();
        terminal.WriteLine($"results: {allure}", Tone.Good);
        if (!isComplete)
            return ExitCode.Failure;

        terminal.Write("guest image: ");
        var watch = Stopwatch.StartNew();
        var image = await new GuestImageBuilder(machine, HarnessPaths.Cache, DeviceKinds.GuestModules).BuildAsync(
            cancellationToken);
        terminal.WriteLine($"{image.Description}, {Durations.Text(watch.Elapsed)}", Tone.Good);
        return ExitCode.Success;
    }
}
