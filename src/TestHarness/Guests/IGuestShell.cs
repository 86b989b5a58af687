using TestHarness.Failures;

namespace TestHarness.Guests;

/// <summary>Runs scripts of a POSIX shell in a guest.</summary>
public interface IGuestShell
{
    /// <summary>Runs a script to its end; a non-zero exit code is a result, not an exception.</summary>
    /// <exception cref="HarnessException">The script did not end within <paramref name="timeout"/>, or the guest went away.</exception>
    Task<ShellResult> RunAsync(string script, TimeSpan timeout, CancellationToken cancellationToken = default);
}

/// <summary>How a script ended.</summary>
/// <param name="Output">Standard output and standard error; their order between each other is not kept everywhere.</param>
public sealed record ShellResult(int ExitCode, string Output);
