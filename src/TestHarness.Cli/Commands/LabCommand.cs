using System.CommandLine;
using TestHarness.Cli.Running;
using TestHarness.Cli.Terminals;
using TestHarness.VirtualLab;
using TestHarness.VirtualLab.Images;
using Command = System.CommandLine.Command;

namespace TestHarness.Cli.Commands;

/// <summary>The command 'harness lab', with the virtual lab's life; see also <see cref="LabCommandAccess"/>.</summary>
internal static class LabCommand
{
    private const string Description = """
        Lab hosts on this machine: QEMU VMs that stay up from one run to the next.

        Examples:
          harness lab up --hosts 2
          harness lab status
          harness lab ssh host1
          harness lab ssh host1 vdpa dev show
          harness lab console host1
          harness lab logs host2
          harness lab fabric ports
          harness lab down
        """;

    /// <summary>Creates the command.</summary>
    public static Command Create() => new("lab", Description)
    {
        Up(),
        Down(),
        Status(),
        LabCommandAccess.Ssh(),
        LabCommandAccess.Console(),
        LabCommandAccess.Logs(),
        LabFabricCommand.Create(),
    };

    private static Command Up()
    {
        var standard = new LabSize();
        var hosts = new Option<int>("--hosts") { Description = "How many, 1 to 3.", DefaultValueFactory = _ => standard.Hosts };
        var memory = new Option<int>(
            "--memory") { Description = "Of each host, in MiB.", DefaultValueFactory = _ => standard.Memory };
        var command = new Command(
            "up", "Brings lab hosts up; those that are up and well stay as they are. Builds the image if it is not there.")
        {
            hosts,
            memory,
        };
        command.SetAction(async (parsed, _) =>
        {
            var size = new LabSize(parsed.GetValue(hosts), parsed.GetValue(memory));
            using var cancellation = new Cancellation();
            try
            {
                var image = await LabHostImageBuilder.BuildForUserAsync(Tell, cancellation.Token);
                await VirtualLab.VirtualLab.OfUser.UpAsync(image, size, Tell, cancellation.Token);
            }
            catch (OperationCanceledException) when (cancellation.Token.IsCancellationRequested)
            {
                return ExitCode.Cancelled;
            }

            return await ShowAsync(CancellationToken.None);
        });
        return command;
    }

    private static Command Down()
    {
        var command = new Command(
            "down", "Ends the lab hosts; their logs and the snapshots from which they come up quickly stay.");
        command.SetAction(async (_, cancellationToken) =>
        {
            var ended = await VirtualLab.VirtualLab.OfUser.DownAsync(Tell, cancellationToken);
            Terminal.Output.WriteLine(
                ended.IsEmpty ? "the virtual lab is not up" : $"down: {string.Join(", ", ended)}", Tone.Good);
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Status()
    {
        var command = new Command("status", "Shows the lab hosts. The exit code is 1 unless all that came up are well.");
        command.SetAction((_, cancellationToken) => ShowAsync(cancellationToken));
        return command;
    }

    private static async Task<int> ShowAsync(CancellationToken cancellationToken)
    {
        var hosts = await VirtualLab.VirtualLab.OfUser.StatusAsync(cancellationToken);
        LabTable.Write(hosts);
        if (hosts.IsEmpty)
            return ExitCode.Failure;

        var isFabricUp = await VirtualLab.VirtualLab.OfUser.IsFabricUpAsync(cancellationToken);
        if (!isFabricUp)
            Terminal.Output.WriteLine("the Fibre Channel fabric does not answer: 'harness lab up' starts it again", Tone.Bad);
        return isFabricUp && hosts.All(host => host.State == LabHostState.Up) ? ExitCode.Success : ExitCode.Failure;
    }

    private static void Tell(string line) => Terminal.Error.WriteLine(line);
}
