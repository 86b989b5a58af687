using System.Globalization;
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

    /// <summary>
    /// How many bytes of standard output were dropped after <see cref="StandardOutput"/>, as the command wrote more than <see
    /// cref="Command.OutputLimit"/>; 0 when it is whole, was copied to a stream, or is the documented tail of a long-running
    /// process.
    /// </summary>
    public long StandardOutputCut { get; init; }

    /// <inheritdoc cref="StandardOutputCut"/>
    public long StandardErrorCut { get; init; }

    public bool Succeeded => ExitCode == 0;

    /// <exception cref="HarnessException">
    /// The exit code is not 0, with the last of the command's output in the message; or its standard output is cut.
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
        var said = string.IsNullOrWhiteSpace(StandardError) ? StandardOutput : StandardError;
        var tail = said.Length <= 2000 ? said : $"…{said[^2000..]}";
        return $"'{CommandLine}' on {Host} exited with {ExitCode}: {(tail.Trim() is { Length: > 0 } text ? text : "it printed nothing")}";
    }
}
