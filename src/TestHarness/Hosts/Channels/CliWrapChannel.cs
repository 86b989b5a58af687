using System.IO.Pipelines;
using CliWrap;

namespace TestHarness.Hosts.Channels;

/// <summary>
/// A child process of the harness that is the command itself, or a client that carries a command on a host. CliWrap starts it and
/// copies its streams.
/// </summary>
internal class CliWrapChannel : Channel
{
    private readonly Pipe _input = new();
    private readonly Pipe _output = new();
    private readonly Pipe _error = new();
    private readonly CancellationTokenSource _kill = new();
    private readonly CommandTask<CliWrap.CommandResult> _run;

    public CliWrapChannel(params IReadOnlyList<string> words)
    {
        Input = _input.Writer.AsStream();
        Output = _output.Reader.AsStream();
        Error = _error.Reader.AsStream();
        _run = Cli.Wrap(ProgramPath.Find(words[0]))
            .WithArguments(words.Skip(1))
            .WithStandardInputPipe(PipeSource.Create(FeedAsync))
            .WithStandardOutputPipe(PipeTarget.Create((from, cancelled) => CopyAsync(from, _output.Writer, cancelled)))
            .WithStandardErrorPipe(PipeTarget.Create((from, cancelled) => CopyAsync(from, _error.Writer, cancelled)))
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync(_kill.Token);
    }

    public override Stream Input { get; }

    public override Stream Output { get; }

    public override Stream Error { get; }

    // CliWrap's own task ends only with the last process that holds an output open.
    public override bool HasExited => !Directory.Exists($"/proc/{_run.ProcessId}");

    public override async Task<int> ExitAsync(CancellationToken cancellationToken) =>
        (await _run.Task.WaitAsync(cancellationToken)).ExitCode;

    public override void Kill() => _kill.Cancel();

    public override async ValueTask DisposeAsync()
    {
        await _kill.CancelAsync();
        await ((Task)_run.Task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _kill.Dispose();
    }

    private async Task FeedAsync(Stream to, CancellationToken cancellationToken)
    {
        try
        {
            await _input.Reader.CopyToAsync(to, cancellationToken);
        }
        finally
        {
            await _input.Reader.CompleteAsync();
        }
    }

    private static async Task CopyAsync(Stream from, PipeWriter to, CancellationToken cancellationToken)
    {
        try
        {
            await from.CopyToAsync(to, cancellationToken);
        }
        finally
        {
            await to.CompleteAsync();
        }
    }
}
