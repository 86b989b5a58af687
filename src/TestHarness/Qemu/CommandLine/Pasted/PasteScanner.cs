using System.Collections.Immutable;
using TestHarness.Failures;

namespace TestHarness.Qemu.CommandLine.Pasted;

/// <summary>Reads the lines of a paste from the first to the last.</summary>
internal sealed class PasteScanner
{
    private const int MostCommands = 200;

    private const int MostVariables = 500;

    private readonly ImmutableArray<PastedLine> _lines;
    private readonly Dictionary<string, string> _variables = [];
    private readonly List<string> _environment = [];
    private readonly List<PastedCommand> _commands = [];
    private readonly List<PastedFinding> _early = [];
    private bool _isScript;
    private LibvirtStart? _start;
    private bool _isProcessList;

    private PasteScanner(ImmutableArray<PastedLine> lines) => _lines = lines;

    /// <summary>Reads a text.</summary>
    /// <returns>The commands in their order, and the errors that were logged before the first of them.</returns>
    /// <exception cref="HarnessException">Class config: the text has more than 200 commands.</exception>
    public static (ImmutableArray<PastedCommand> Commands, ImmutableArray<PastedFinding> Findings) Read(string text)
    {
        var scanner = new PasteScanner(PastedText.Lines(text));
        for (var index = 0; index < scanner._lines.Length;)
            index = scanner.ReadLine(index);
        if (scanner._commands.Count == 0 && BareCommand.Find(scanner._lines) is { } bare)
            scanner.AddCommand(bare.Index, bare.Start);
        return ([.. scanner._commands], [.. scanner._early]);
    }

    /// <summary>Reads the line of an index, and the lines that belong to it.</summary>
    /// <returns>The index of the next line.</returns>
    private int ReadLine(int index)
    {
        var line = _lines[index];
        _isScript |= line.Text.StartsWith("#!", StringComparison.Ordinal);
        if (LibvirtLog.ReadStart(line) is { } start)
        {
            _start = start;
            return index + 1;
        }

        if (ProcessColumns.IsHeading(line.Text))
        {
            _isProcessList = true;
            return index + 1;
        }

        if (NulWords.Split(line) is { IsEmpty: false } words)
        {
            Add(CommandReading.OfWords(words, line.Number), new CommandLead([], [], true, false), line);
            return index + 1;
        }

        if (StartAt(index) is { } command)
            return AddCommand(index, command);
        if (!IsComment(line) && Assignments.Read(_lines, index, _variables) is { } assignments)
        {
            Set(assignments);
            return assignments.End;
        }

        if (!line.IsBlank)
            _environment.Clear();
        AddFinding(line);
        if (IncomingHint.Find(line) is { } incoming)
            AddDerived(incoming, line);
        return index + 1;
    }

    private bool IsComment(PastedLine line) => _isScript && line.Text.TrimStart().StartsWith('#');

    private CommandStart? StartAt(int index) => IsComment(_lines[index])
        ? null
        : CommandStart.Find(_lines[index], index + 1 < _lines.Length ? _lines[index + 1] : null, _variables);

    private int AddCommand(int index, CommandStart start)
    {
        var (reading, end) = CommandReader.Read(
            _lines, index, start, other => StartAt(other) is not null, _isProcessList || start.Lead.IsProcess, _variables);
        if (!reading.AsksForHelp)
            Add(reading, start.Lead, _lines[index]);
        return end;
    }

    private void Add(CommandReading reading, CommandLead lead, PastedLine line)
    {
        if (_commands.Count == MostCommands)
        {
            throw new HarnessException(
                FailureClass.Config, $"the text has more than {MostCommands} command lines: expected the text of one report");
        }

        _commands.Add(new PastedCommand
        {
            Program = QemuProgram.WithLeadingSlash(reading.Program),
            Words = reading.Words,
            Line = line.Number,
            LastLine = reading.LastLine,
            Environment = [.. _environment, .. lead.Environment],
            Removed = [.. lead.Removed, .. reading.Removed],
            Problem = reading.Problem,
            Start = _start,
        });
        _environment.Clear();
        _start = null;
    }

    private void Set(Assignments assignments)
    {
        foreach (var (name, value) in assignments.Settings)
        {
            if (assignments.IsOfCommand)
                _environment.Add($"{name}={value}");
            else if (value is null)
                _variables.Remove(name);
            else if (_variables.Count < MostVariables)
                _variables[name] = value;
        }
    }

    private void AddFinding(PastedLine line)
    {
        if ((QemuMessage.Error(line.Text) ?? LibvirtLog.Error(line.Text)) is not { } error)
            return;
        var finding = new PastedFinding(line.Number, error);
        if (_commands.Count == 0)
            _early.Add(finding);
        else
            _commands[^1] = _commands[^1] with { Findings = _commands[^1].Findings.Add(finding) };
    }

    private void AddDerived(string incoming, PastedLine line)
    {
        if (_commands.LastOrDefault() is null or { IsDerived: true }
            || _commands.LastOrDefault(command => !command.IsDestination) is not { } source)
            return;
        _commands.Add(source with
        {
            Words = [.. source.Words, new("-incoming", line.Position()), new(incoming, line.Position())],
            Line = line.Number,
            LastLine = line.Number,
            Findings = [],
            IsDerived = true,
        });
    }
}
