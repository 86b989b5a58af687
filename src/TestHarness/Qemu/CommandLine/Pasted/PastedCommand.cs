using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Qemu.CommandLine.Syntax;

namespace TestHarness.Qemu.CommandLine.Pasted;

/// <summary>A command of a paste that starts QEMU.</summary>
public sealed record PastedCommand
{
    /// <summary>The program; empty when the paste has options alone.</summary>
    public string Program { get; internal init; } = "";

    /// <summary>The words after the program, as QEMU gets them.</summary>
    public ImmutableArray<string> Arguments => [.. Words.Select(word => word.Text)];

    /// <summary>The number of the line where the command begins, from 1.</summary>
    public int Line { get; internal init; }

    /// <summary>The number of the command's last line.</summary>
    public int LastLine { get; internal init; }

    /// <summary>The words that set variables for QEMU, as in <c>LC_ALL=C</c>; QEMU is not started with them.</summary>
    public ImmutableArray<string> Environment { get; internal init; } = [];

    /// <summary>The parts of the text that are not the command: prompts, columns, redirections and the like.</summary>
    public ImmutableArray<string> Removed { get; internal init; } = [];

    /// <summary>The errors that were logged after the command.</summary>
    public ImmutableArray<PastedFinding> Findings { get; internal init; } = [];

    /// <summary>The line of libvirt's log with which the command starts; null when the paste has none.</summary>
    public LibvirtStart? Start { get; internal init; }

    /// <summary>The place and the reason why the words cannot be used; null when they can.</summary>
    public string? Problem { get; internal init; }

    /// <summary>Whether the text says only that the command is another one with <c>-incoming</c>.</summary>
    public bool IsDerived { get; internal init; }

    /// <summary>The address of <c>-incoming</c>; null when the QEMU does not wait for a migration.</summary>
    public string? Incoming => ValueOf("incoming");

    /// <summary>Whether the command is the destination of a migration.</summary>
    public bool IsDestination => Incoming is not null;

    /// <summary>The name of the guest; null when it has none.</summary>
    public string? GuestName => ValueOf("name") is { } name
        ? name.Split(',').Select(part => part.StartsWith("guest=", StringComparison.Ordinal) ? part[6..] : part).First()
        : null;

    internal ImmutableArray<Word> Words { get; init; } = [];

    /// <summary>Reads the words as options.</summary>
    /// <exception cref="HarnessException">Class config: the command has a problem or an unknown option.</exception>
    public QemuCommandLine Parse() => Parse((word, problem) => throw new HarnessException(
        FailureClass.Config, Problems.At(word.Position, problem)));

    /// <summary>Reads the words as options, and continues after a word that cannot be read.</summary>
    /// <param name="problem">Receives each word that cannot be read, with the reason.</param>
    /// <exception cref="HarnessException">Class config: the command has a problem.</exception>
    internal QemuCommandLine Parse(Action<Word, string> problem) => Problem is { } found
        ? throw new HarnessException(FailureClass.Config, found)
        : QemuCommandLine.Parse([.. Program.Length == 0 ? [] : new[] { new Word(Program, "") }, .. Words], problem);

    private string? ValueOf(string option)
    {
        var at = Words.Select(word => CommandStart.OptionName(word.Text)).ToList().LastIndexOf(option);
        return at >= 0 && at + 1 < Words.Length ? Words[at + 1].Text : null;
    }
}
