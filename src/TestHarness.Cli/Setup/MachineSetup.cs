using System.Collections.Immutable;
using TestHarness.Cli.Terminals;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Cli.Setup;

/// <summary>The programs that this machine lacks, and their installation when that is allowed.</summary>
internal sealed class MachineSetup(Terminal terminal, ImmutableArray<Requirement> requirements)
{
    private ImmutableArray<Requirement> Missing => [.. requirements.Where(requirement => !requirement.IsMet)];

    /// <summary>Whether nothing is missing.</summary>
    public bool IsComplete => Missing.IsEmpty && Apt.HasLists;

    /// <summary>Installs what is missing, or shows the commands for it.</summary>
    /// <returns>Whether nothing is missing any more.</returns>
    public async Task<bool> RunAsync(bool dryRun)
    {
        if (IsComplete)
            return true;

        await using var machine = new LocalHost("this machine");
        if (await Apt.FindAsync(machine) is not { } apt)
            return TellWithoutApt();

        foreach (var requirement in Missing)
            terminal.WriteLine($"missing: {requirement.Package}, which {requirement.Purpose}", Tone.Warning);
        if (!Apt.HasLists)
            terminal.WriteLine("missing: apt's package lists, by which the guest image is made", Tone.Warning);
        var commands = Commands(apt);
        if (!dryRun && apt.MayInstall)
            return await InstallAsync(machine, commands);

        var action = dryRun ? "would run" : "not run, as the command needs root: run it yourself";
        foreach (var command in commands)
            terminal.WriteLine($"{action}: {ShellQuote.Join(command)}");
        return false;
    }

    private IEnumerable<ImmutableArray<string>> Commands(Apt apt) =>
        Missing.IsEmpty ? [apt.Update] : [apt.Update, apt.Install(Missing.Select(requirement => requirement.Package))];

    private bool TellWithoutApt()
    {
        foreach (var requirement in Missing)
        {
            terminal.WriteLine(
                $"missing: {string.Join(" or ", requirement.Programs)}, which {requirement.Purpose}: install it by hand "
                    + $"(Debian has it in {requirement.Package}); there is no apt-get here",
                Tone.Warning);
        }

        if (!Apt.HasLists)
            terminal.WriteLine(
                "missing: apt-get, with which the guest image is made of Debian's packages; there is no other way yet",
                Tone.Warning);
        return false;
    }

    private async Task<bool> InstallAsync(LocalHost machine, IEnumerable<ImmutableArray<string>> commands)
    {
        try
        {
            foreach (var command in commands)
            {
                terminal.WriteLine($"running: {ShellQuote.Join(command)}");
                await Apt.RunAsync(machine, command);
            }
        }
        catch (HarnessException exception)
        {
            terminal.WriteIndented(exception.Message, 0, Tone.Bad);
            return false;
        }

        foreach (var requirement in Missing)
            terminal.WriteLine(
                $"{requirement.Package} is installed, but there is still no {string.Join(" or ", requirement.Programs)}",
                Tone.Bad);
        return IsComplete;
    }
}
