using TestHarness.Hosts;

namespace TestHarness.Tests.Labs.LegChecks;

/// <summary>What a test plants on a host: files in the place of others, and outputs of scripts that are not run.</summary>
internal sealed class Plants
{
    private readonly List<Func<string, Command, string?>> _answers = [];
    private readonly List<(string Path, string Planted)> _files = [];
    private readonly List<(string Text, Func<Command, Command> Change)> _changes = [];

    /// <summary>Commands get the planted file or folder wherever they name this path.</summary>
    public void Show(string path, string planted) => _files.Add((path, planted));

    /// <summary>Commands that have this text are not run; their output is what the test says at that time.</summary>
    public void Answer(string text, Func<string> output) => Answer(command => Has(command, text) ? output() : null);

    /// <param name="answer">Returns the output of a command, or null to have it run.</param>
    public void Answer(Func<Command, string?> answer) => _answers.Add((_, command) => answer(command));

    /// <summary>
    /// Commands that have this text are not run; their output is what the test says at that time for the host's name.
    /// </summary>
    public void Answer(string text, Func<string, string> output) =>
        _answers.Add((host, command) => Has(command, text) ? output(host) : null);

    /// <summary>Commands that have this text are run as changed.</summary>
    public void Change(string text, Func<Command, Command> change) => _changes.Add((text, change));

    internal string? AnswerTo(string host, Command command) =>
        _answers.Select(answer => answer(host, command)).FirstOrDefault(output => output is not null);

    internal Command Apply(Command command)
    {
        var shown = Copy(command, command.Program, command.Arguments.Select(
            word => _files.Aggregate(word, (text, file) => text.Replace(file.Path, file.Planted, StringComparison.Ordinal))));
        return _changes.Where(change => Has(command, change.Text)).Aggregate(shown, (changed, change) => change.Change(changed));
    }

    /// <summary>Returns the command with other words; all else is kept.</summary>
    public static Command Copy(Command command, string program, IEnumerable<string> arguments) => new(program, arguments)
    {
        Timeout = command.Timeout,
        Environment = command.Environment,
        StandardInput = command.StandardInput,
        StandardOutput = command.StandardOutput,
        StandardError = command.StandardError,
    };

    private static bool Has(Command command, string text) =>
        command.Arguments.Any(word => word.Contains(text, StringComparison.Ordinal));
}
