using System.Collections.Immutable;

namespace TestHarness.Hosts;

/// <summary>A program and its argument vector; no shell ever sees it unless the program is a shell.</summary>
public sealed record Command
{
    /// <summary>How many bytes of an output are kept in memory; what comes after them is counted and dropped.</summary>
    /// <value>16 MiB.</value>
    public const int OutputLimit = 16 << 20;

    public Command(string program, params IEnumerable<string> arguments)
    {
        Program = program;
        Arguments = [.. arguments];
    }

    public string Program { get; }

    public ImmutableArray<string> Arguments { get; }

    /// <summary>How long the command may run before it is killed; 60 s unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not above zero: no command runs without a bound.</exception>
    public TimeSpan Timeout
    {
        get;
        init => field = value > TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "a command needs a bound");
    } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Variables of the command's environment. Their values are in the host's process list while the command runs: no secret
    /// belongs here.
    /// </summary>
    public ImmutableDictionary<string, string> Environment { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>What the command reads; an empty input unless set.</summary>
    public Stream? StandardInput { get; init; }

    /// <summary>
    /// Where standard output is copied to as it comes; kept in <see cref="CommandResult.StandardOutput"/>, up to <see
    /// cref="OutputLimit"/>, unless set.
    /// </summary>
    public Stream? StandardOutput { get; init; }

    /// <summary>
    /// Where standard error is copied to as it comes; <see cref="CommandResult.StandardError"/> has the last 8 KiB then, else the
    /// first 16 MiB.
    /// </summary>
    public Stream? StandardError { get; init; }

    /// <summary>A script for <c>sh -c</c>; what varies is passed as positional parameters, never pasted into the text.</summary>
    public static Command Shell(string script, params string[] parameters) =>
        new("sh", ["-c", script, "sh", .. parameters]);

    public Command WithTimeout(TimeSpan timeout) => this with { Timeout = timeout };

    public Command WithEnvironment(string name, string value) => this with { Environment = Environment.SetItem(name, value) };

    public Command WithStandardInput(Stream input) => this with { StandardInput = input };

    public Command WithStandardOutput(Stream output) => this with { StandardOutput = output };

    public Command WithStandardError(Stream error) => this with { StandardError = error };

    /// <summary>The command as one would type it.</summary>
    public override string ToString() => ShellQuote.Join([Program, .. Arguments]);
}
