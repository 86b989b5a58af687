using System.Diagnostics;
using TestHarness.Failures;

namespace TestHarness.Hosts.Channels;

/// <summary>A child process of the harness that is, or carries, a command on a host.</summary>
internal class ProcessChannel : Channel
{
    private readonly Process _process;

    public ProcessChannel(params IReadOnlyList<string> words)
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

    public override Stream Input => _process.StandardInput.BaseStream;

    public override Stream Output => _process.StandardOutput.BaseStream;

    public override Stream Error => _process.StandardError.BaseStream;

    public override bool HasExited => _process.HasExited;

    public override async Task<int> ExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public override void Kill() => _process.Kill(entireProcessTree: true);

    public override ValueTask DisposeAsync()
    {
        _process.Dispose();
        return ValueTask.CompletedTask;
    }
}
