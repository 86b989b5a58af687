using System.CommandLine;
using System.Diagnostics;
using System.Runtime.InteropServices;
using TestHarness.Cli.Terminals;

namespace TestHarness.Cli.Commands;

/// <summary>The commands with which a person examines a lab host.</summary>
internal static class LabCommandAccess
{
    /// <summary>Creates the command 'harness lab ssh'.</summary>
    public static Command Ssh()
    {
        var host = Host();
        var words = new Argument<string[]>("COMMAND")
        {
            Description = "What is run there; a shell if there is none. After '--' where a word begins with a dash.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command("ssh", "Logs in to a lab host as root, or runs a command there.") { host, words };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var lab = VirtualLab.VirtualLab.OfUser;
            var name = (await lab.HostAsync(parsed.GetValue(host)!, cancellationToken)).Name;
            // Ctrl-C is for the remote command.
            using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
            using var ssh = Process.Start(
                new ProcessStartInfo("ssh", ["-F", lab.Paths.SshConfig, name, .. parsed.GetValue(words) ?? []]))!;
            await ssh.WaitForExitAsync(cancellationToken);
            return ssh.ExitCode;
        });
        return command;
    }

    /// <summary>Creates the command 'harness lab console'.</summary>
    public static Command Console()
    {
        var host = Host();
        var command = new Command("console", "Attaches this terminal to a lab host's serial console; Ctrl-] leaves it.") { host };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var console = VirtualLab.VirtualLab.OfUser.Console(parsed.GetValue(host)!);
            Terminal.Error.WriteLine("Ctrl-] leaves the console; Enter has it show its prompt", Tone.Faint);
            await SerialTerminal.AttachAsync(console, cancellationToken);
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>Creates the command 'harness lab logs'.</summary>
    public static Command Logs()
    {
        var host = Host();
        host.Arity = ArgumentArity.ZeroOrOne;
        host.Description = "For example host1, or fabric.";
        var command = new Command(
            "logs", "Prints the output of lab hosts on their serial consoles, and the output of their QEMUs.") { host };
        command.SetAction(parsed =>
        {
            foreach (var log in VirtualLab.VirtualLab.OfUser.Logs(parsed.GetValue(host)))
            {
                Terminal.Output.WriteLine($"== {log} ({File.GetLastWriteTime(log):yyyy-MM-dd HH:mm:ss})", Tone.Strong);
                Terminal.Output.WriteIndented(File.ReadAllText(log), 0);
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static Argument<string> Host() => new("HOST") { Description = "For example host1." };
}
