using System.Globalization;
using System.Text;
using TestHarness.Failures;

namespace TestHarness.Guests;

/// <summary>Runs scripts of a POSIX shell in a guest.</summary>
public interface IGuestShell
{
    /// <summary>Runs a script to its end; a non-zero exit code or output that is cut is a result, not an exception.</summary>
    /// <exception cref="HarnessException">
    /// Class guest-health: the script did not end within <paramref name="timeout"/>, or the guest has ended. Class provision or
    /// ssh: the same over the shell of a host.
    /// </exception>
    Task<ShellResult> RunAsync(string script, TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>
    /// Runs a script to its end and copies its output to a stream: as it comes and without a limit when the shell can do that,
    /// else at the end.
    /// </summary>
    /// <returns>The result, without the output.</returns>
    /// <inheritdoc cref="RunAsync(string, TimeSpan, CancellationToken)" path="/exception"/>
    async Task<ShellResult> RunAsync(
        string script, Stream output, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var result = await RunAsync(script, timeout, cancellationToken);
        await output.WriteAsync(Encoding.UTF8.GetBytes(result.Output), cancellationToken);
        return result with { Output = "" };
    }
}

/// <summary>The end of a script, and its output.</summary>
/// <param name="Output">
/// Standard output and standard error, or their beginning; not every shell keeps the order between the two.
/// </param>
public sealed record ShellResult(int ExitCode, string Output)
{
    /// <summary>
    /// The number of bytes of output that are not in <see cref="Output"/>, which has at most 4 MiB; 0 when it is whole.
    /// </summary>
    public long BytesCut { get; init; }

    /// <summary>Throws when the output is cut; for callers that need the whole output.</summary>
    /// <exception cref="HarnessException">Class guest-health: the output is cut.</exception>
    public ShellResult OrThrowIfCut() =>
        BytesCut == 0 ? this : throw new HarnessException(FailureClass.GuestHealth, DescribeCut());

    internal string DescribeCut() =>
        string.Create(
            CultureInfo.InvariantCulture, $"the script printed too much: the last {BytesCut} bytes of its output were not taken");
}
