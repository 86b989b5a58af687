using System.Text;
using TestHarness.Hosts.Channels;
using TestHarness.Hosts.Scripts;

namespace TestHarness.Hosts.Shells;

/// <summary>A shell on a host that stays open for the commands that <see cref="ShellScript"/> runs.</summary>
internal sealed class StandingShell(Channel channel) : IAsyncDisposable
{
    private static readonly TimeSpan EndBound = TimeSpan.FromSeconds(5);

    private int _commands;
    private string _start = ShellScript.Start;

    public Stream Output => channel.Output;

    public Stream Error => channel.Error;

    public bool HasExited => channel.HasExited;

    /// <summary>Ends with the shell, and fails when its carrier breaks.</summary>
    public Task<int> Exit { get; } = channel.ExitAsync(CancellationToken.None);

    /// <summary>Notes one more command; returns false when the shell has ended or has run as many as it can.</summary>
    public bool TryAddCommand() => !HasExited && _commands++ < ShellScript.MostCommands;

    /// <summary>Writes to the shell. One that has ended reads nothing: its outputs and <see cref="Exit"/> report that.</summary>
    public async Task SendAsync(string text, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(_start + text);
        _start = "";
        try
        {
            await channel.Input.WriteAsync(bytes, cancellationToken).AsTask().WaitAsync(cancellationToken);
        }
        catch (IOException) when (!cancellationToken.IsCancellationRequested)
        {
            // The shell or its connection has ended.
        }
    }

    /// <summary>Has the shell end by itself, so that it removes its FIFOs; kills it when it has not ended after 5 s.</summary>
    public async ValueTask DisposeAsync()
    {
        using var bound = new CancellationTokenSource(EndBound);
        await EndAsync(bound.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await bound.CancelAsync();
        channel.Kill();
        await channel.DisposeAsync();
        _ = Exit.ContinueWith(exit => exit.Exception, TaskScheduler.Default);
    }

    /// <summary>A shell that was given up may have more output: its end waits until that is read.</summary>
    private Task EndAsync(CancellationToken bound) => Task.WhenAll(
        HasExited ? Task.CompletedTask : Task.Run(channel.Input.Dispose, bound).WaitAsync(bound),
        Output.CopyToAsync(Stream.Null, bound),
        Error.CopyToAsync(Stream.Null, bound),
        Exit.WaitAsync(bound));
}
