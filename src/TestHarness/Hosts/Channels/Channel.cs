using System.Diagnostics;
using TestHarness.Failures;

namespace TestHarness.Hosts.Channels;

/// <summary>A child process of the harness that is, or carries, a command on a host.</summary>
internal class Channel : IAsyncDisposable
{
    private readonly Process _process;

    public Channel(params IReadOnlyList<string> words)
    {
        var start = new ProcessStartInfo(ProgramPath.Find(words[0]), words.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        _process = Process.Start(start)
            ?? throw new HarnessException(FailureClass.Preflight, $"'{words[0]}' could not be started on this machine");
    }

    public Stream Input => _process.StandardInput.BaseStream;

    public Stream Output => _process.StandardOutput.BaseStream;

    public Stream Error => _process.StandardError.BaseStream;

    public bool HasExited => _process.HasExited;

    /// <summary>The command's exit code.</summary>
    /// <exception cref="HarnessException">The carrier broke (class ssh), so that there is no exit code.</exception>
    public virtual async Task<int> ExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public void Kill() => _process.Kill(entireProcessTree: true);

    public virtual ValueTask DisposeAsync()
    {
        _process.Dispose();
        return ValueTask.CompletedTask;
    }
}
