using System.Globalization;
using System.Text;
using TestHarness.Failures;

namespace TestHarness.Guests;

/// <summary>Runs scripts of a POSIX shell in a guest.</summary>
public interface IGuestShell
{
    /// <summary>Runs a script to its end; a non-zero exit code or output that is cut is a result, not an exception.</summary>
    /// <exception cref="HarnessException">The script did not end within <paramref name="timeout"/>, or the guest went away.</exception>
    Task<ShellResult> RunAsync(string script, TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>
    /// Runs a script to its end and copies its output to a stream: as it comes and without a limit where the shell can do that,
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

/// <summary>How a script ended.</summary>
/// <param name="Output">
/// Standard output and standard error, or the beginning of them; their order between each other is not kept everywhere.
/// </param>
public sealed record ShellResult(int ExitCode, string Output)
{
    /// <summary>
    /// How many bytes of output there were besides <see cref="Output"/>, which has at most 4 MiB; 0 when it is whole.
    /// </summary>
    public long BytesCut { get; init; }

    /// <summary>Refuses a result whose output is needed whole and is not.</summary>
    /// <exception cref="HarnessException">Class guest-health: the output is cut.</exception>
    public ShellResult OrThrowIfCut() =>
        BytesCut == 0 ? this : throw new HarnessException(FailureClass.GuestHealth, DescribeCut());

    internal string DescribeCut() =>
        string.Create(
            CultureInfo.InvariantCulture, $"the script printed too much: the last {BytesCut} bytes of its output were not taken");
}
