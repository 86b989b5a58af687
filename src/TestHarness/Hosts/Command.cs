using System.Collections.Immutable;

namespace TestHarness.Hosts;

/// <summary>A program and its argument vector; no shell interprets them unless the program is a shell.</summary>
public sealed record Command
{
    /// <summary>The number of bytes of an output that are kept in memory; bytes after them are counted and dropped.</summary>
    /// <value>16 MiB.</value>
    public const int OutputLimit = 16 << 20;

    /// <summary>Makes a command with its arguments.</summary>
    public Command(string program, params IEnumerable<string> arguments)
    {
        Program = program;
        Arguments = [.. arguments];
    }

    /// <summary>The program's name or path.</summary>
    public string Program { get; }

    /// <summary>The arguments, without the program.</summary>
    public ImmutableArray<string> Arguments { get; }

    /// <summary>The time after which the command is killed; 60 s unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above zero: every command has a time limit.</exception>
    public TimeSpan Timeout
    {
        get;
        init => field = value > TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(
            nameof(value), value, "the time limit of a command must be above zero");
    } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// The variables of the command's environment. Their values are in the host's process list while the command runs: no secret
    /// belongs here.
    /// </summary>
    public ImmutableDictionary<string, string> Environment { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The input that the command reads; empty unless set.</summary>
    public Stream? StandardInput { get; init; }

    /// <summary>
    /// The stream to which standard output is copied as it comes. When it is null, the first <see cref="OutputLimit"/> bytes are
    /// in <see cref="CommandResult.StandardOutput"/>.
    /// </summary>
    public Stream? StandardOutput { get; init; }

    /// <summary>
    /// The stream to which standard error is copied as it comes; <see cref="CommandResult.StandardError"/> then has the last 8
    /// KiB. When it is null, <see cref="CommandResult.StandardError"/> has the first 16 MiB.
    /// </summary>
    public Stream? StandardError { get; init; }

    /// <summary>
    /// Makes a command that runs a script with <c>sh -c</c>. Values are passed as positional parameters, never pasted into the
    /// script.
    /// </summary>
    public static Command Shell(string script, params string[] parameters) =>
        new("sh", ["-c", script, "sh", .. parameters]);

    /// <summary>Returns the command with a time limit.</summary>
    public Command WithTimeout(TimeSpan timeout) => this with { Timeout = timeout };

    /// <summary>Returns the command with a variable of its environment.</summary>
    public Command WithEnvironment(string name, string value) => this with { Environment = Environment.SetItem(name, value) };

    /// <summary>Returns the command with an input.</summary>
    public Command WithStandardInput(Stream input) => this with { StandardInput = input };

    /// <summary>Returns the command with a stream for its standard output.</summary>
    public Command WithStandardOutput(Stream output) => this with { StandardOutput = output };

    /// <summary>Returns the command with a stream for its standard error.</summary>
    public Command WithStandardError(Stream error) => this with { StandardError = error };

    /// <summary>Returns the command as one would type it in a shell.</summary>
    public override string ToString() => ShellQuote.Join([Program, .. Arguments]);
}
