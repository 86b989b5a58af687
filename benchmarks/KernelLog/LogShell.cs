using System.Text;
using System.Text.RegularExpressions;
using TestHarness.Guests;

namespace TestHarness.Benchmarks.KernelLog;

/// <summary>
/// Answers the script that reads a kernel log with a log of the benchmark, and the marker that the script writes.
/// </summary>
/// <param name="open">Opens the log. Its records have rising numbers below <see cref="End"/>.</param>
internal sealed partial class LogShell(Func<Stream> open) : IGuestShell
{
    private const int End = 1_000_000_000;

    public Task<ShellResult> RunAsync(string script, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("a log is read as a stream");

    public async Task<ShellResult> RunAsync(
        string script, Stream output, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        await using (var log = open())
            await log.CopyToAsync(output, cancellationToken);
        await output.WriteAsync(
            Encoding.UTF8.GetBytes($"15,{End},{End}000,-;{Marker().Match(script).Value}\n"), cancellationToken);
        return new ShellResult(0, "");
    }

    [GeneratedRegex("testharness-marker [0-9a-f]+")]
    private static partial Regex Marker();
}
