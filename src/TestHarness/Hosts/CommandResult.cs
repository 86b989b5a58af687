using TestHarness.Failures;

namespace TestHarness.Hosts;

/// <summary>How a command ended.</summary>
/// <param name="ExitCode">The exit code; 128 + N where signal N ended the command.</param>
public sealed record CommandResult(
    string Host, string CommandLine, int ExitCode, string StandardOutput, string StandardError, TimeSpan Duration)
{
    /// <summary>How many bytes the command wrote to its standard output, kept here or not.</summary>
    public long StandardOutputBytes { get; init; }

    public long StandardErrorBytes { get; init; }

    public bool Succeeded => ExitCode == 0;

    /// <exception cref="HarnessException">The exit code is not 0; the message has the command, the host and the last of its output.</exception>
    public CommandResult OrThrow(FailureClass failureClass) => Succeeded ? this : throw new HarnessException(failureClass, Describe());

    private string Describe()
    {
        var said = string.IsNullOrWhiteSpace(StandardError) ? StandardOutput : StandardError;
        var tail = said.Length <= 2000 ? said : $"…{said[^2000..]}";
        return $"'{CommandLine}' on {Host} exited with {ExitCode}: {(tail.Trim() is { Length: > 0 } text ? text : "it printed nothing")}";
    }
}
