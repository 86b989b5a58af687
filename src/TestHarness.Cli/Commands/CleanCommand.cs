using System.CommandLine;
using TestHarness.Cli.Running;
using TestHarness.Cli.Selection;
using TestHarness.Cli.Terminals;
using TestHarness.Environments;
using TestHarness.Hosts;
using TestHarness.Ledger;
using TestHarness.VirtualLab;
using Command = System.CommandLine.Command;

namespace TestHarness.Cli.Commands;

/// <summary>The command 'harness clean'.</summary>
internal static class CleanCommand
{
    private const string Description = """
        Undoes on all hosts what this machine's killed runs have left behind, and ends the failed scenarios that
        'harness run --keep' has kept. With --env, also undoes what lost runs of other testers have left on the hosts of an
        environment. Runs that are in progress are left alone.
        """;

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var environment = new Option<string>("--env", "-e")
        {
            Description = "An environment, by name or file, on whose hosts also the lost runs of other testers are undone.",
            HelpName = "NAME|FILE",
        };
        var command = new Command("clean", Description) { environment };
        command.SetAction((parsed, cancellationToken) => CleanAsync(
            parsed.GetValue(environment) is { } name ? EnvironmentSelection.Choose(name) : null, cancellationToken));
        return command;
    }

    private static async Task<int> CleanAsync(LabEnvironment? environment, CancellationToken cancellationToken)
    {
        var count = await LeftBehind.UndoAsync(cancellationToken);
        if (environment is not null)
            count += await CleanHostsAsync(environment, cancellationToken);
        Terminal.Output.WriteLine(count == 0 ? "nothing was left behind" : $"{count} removed", Tone.Good);
        return ExitCode.Success;
    }

    /// <summary>Undoes what other testers' lost runs have left on the hosts that are not this machine.</summary>
    private static async Task<int> CleanHostsAsync(LabEnvironment environment, CancellationToken cancellationToken)
    {
        var running = await EnvironmentHosts.FindRunningAsync(environment, cancellationToken);
        await using var hosts = new HostPool(new HostFactory());
        var count = 0;
        foreach (var host in running.Hosts.Where(host => host.Connection is not LocalConnection)
            .DistinctBy(host => host.Connection))
            count += (await LedgerReplay.ReplayHostAsync(
                hosts.Get(host.Name, host.Connection), LeftBehind.Note, cancellationToken)).Length;
        return count;
    }
}
