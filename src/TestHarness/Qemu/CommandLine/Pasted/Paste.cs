using System.Collections.Immutable;
using TestHarness.Failures;

namespace TestHarness.Qemu.CommandLine.Pasted;

/// <summary>
/// A text that people paste into a bug report: a log of libvirt, a list of processes, a script, a quoted mail. It comes from a
/// stranger: its words are read, and nothing of it is run or expanded by a shell.
/// </summary>
/// <param name="Commands">The commands that start QEMU, in their order.</param>
/// <param name="Findings">The errors that were logged before the first command; a command has those after it.</param>
public sealed record Paste(ImmutableArray<PastedCommand> Commands, ImmutableArray<PastedFinding> Findings)
{
    /// <summary>Reads a text. A command that cannot be used has a problem.</summary>
    /// <exception cref="HarnessException">Class config: the text has more than 200 commands.</exception>
    public static Paste Read(string text)
    {
        var (commands, findings) = PasteScanner.Read(text);
        return new Paste(commands, findings);
    }

    /// <summary>The guests: each source with its destination.</summary>
    public ImmutableArray<PastedGuest> Guests => GuestPairs.Of(Commands);

    /// <summary>Returns the command of the paste's only guest: its source, or the destination when there is no source.</summary>
    /// <exception cref="HarnessException">
    /// Class config: the paste has no command, commands of several guests, or a command with a problem.
    /// </exception>
    public PastedCommand RequireOne()
    {
        if (Commands.IsEmpty)
        {
            throw new HarnessException(
                FailureClass.Config,
                "the text has no QEMU command line: expected a program such as qemu-system-x86_64 or /usr/libexec/qemu-kvm, "
                + "and its options");
        }

        var guests = GuestPairs.WithoutRestarts(Guests);
        return guests.Length == 1
            ? guests[0].Source
            : throw new HarnessException(
                FailureClass.Config,
                $"the text has the command lines of {guests.Length} guests, at lines "
                + $"{string.Join(", ", guests.Select(guest => guest.Source.Line))}; expected one guest: keep the one to launch");
    }
}
