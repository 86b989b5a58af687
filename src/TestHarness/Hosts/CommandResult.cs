using System.Globalization;
using TestHarness.Failures;

namespace TestHarness.Hosts;

/// <summary>The end of a command and its output.</summary>
/// <param name="ExitCode">The exit code; 128 + N when signal N ended the command.</param>
public sealed record CommandResult(
    string Host, string CommandLine, int ExitCode, string StandardOutput, string StandardError, TimeSpan Duration)
{
    /// <summary>The number of bytes that the command wrote to its standard output, kept here or not.</summary>
    public long StandardOutputBytes { get; init; }

    /// <summary>The number of bytes that the command wrote to its standard error, kept here or not.</summary>
    public long StandardErrorBytes { get; init; }

    /// <summary>
    /// The number of bytes of standard output that were dropped after <see cref="StandardOutput"/>, because the command wrote
    /// more than <see cref="Command.OutputLimit"/>. 0 when the output is whole, was copied to a stream, or is the documented tail
    /// of a long-running process.
    /// </summary>
    public long StandardOutputCut { get; init; }

    /// <inheritdoc cref="StandardOutputCut"/>
    public long StandardErrorCut { get; init; }

    /// <summary>Whether the exit code is 0.</summary>
    public bool Succeeded => ExitCode == 0;

    /// <summary>Returns the result itself, or throws when the command failed.</summary>
    /// <exception cref="HarnessException">
    /// The exit code is not 0 (the message has the end of the command's output), or the standard output is cut.
    /// </exception>
    public CommandResult OrThrow(FailureClass failureClass) =>
        Succeeded && StandardOutputCut == 0
            ? this
            : throw new HarnessException(failureClass, Succeeded ? DescribeCut() : Describe());

    private string DescribeCut() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"'{CommandLine}' on {Host} printed {StandardOutputBytes} bytes, "
            + $"of which only the first {Command.OutputLimit} are kept");

    private string Describe()
    {
        var output = string.IsNullOrWhiteSpace(StandardError) ? StandardOutput : StandardError;
        var tail = (output.Length <= 2000 ? output : $"…{output[^2000..]}").Trim();
        return $"'{CommandLine}' on {Host} exited with {ExitCode}: {(tail.Length > 0 ? tail : "it printed nothing")}";
    }
}
