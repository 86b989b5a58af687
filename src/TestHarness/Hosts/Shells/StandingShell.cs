using System.Text;
using TestHarness.Hosts.Channels;
using TestHarness.Hosts.Scripts;

namespace TestHarness.Hosts.Shells;

/// <summary>A shell on a host that stays open and runs commands by <see cref="ShellScript"/>.</summary>
internal sealed class StandingShell(Channel channel) : IAsyncDisposable
{
    private static readonly TimeSpan EndBound = TimeSpan.FromSeconds(5);

    private int _commands;
    private string _start = ShellScript.Start;

    /// <summary>The shell's standard output.</summary>
    public Stream Output => channel.Output;

    /// <summary>The shell's standard error.</summary>
    public Stream Error => channel.Error;

    /// <summary>Whether the shell has ended.</summary>
    public bool HasExited => channel.HasExited;

    /// <summary>A task that ends with the shell, and fails when the shell's connection breaks.</summary>
    public Task<int> Exit { get; } = channel.ExitAsync(CancellationToken.None);

    /// <summary>Counts one more command; returns false when the shell has ended, or has run as many commands as it can.</summary>
    public bool TryAddCommand() => !HasExited && _commands++ < ShellScript.MostCommands;

    /// <summary>
    /// Writes to the shell. A shell that has ended reads nothing: its outputs and <see cref="Exit"/> report that.
    /// </summary>
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
            // The shell or its connection has ended, which Exit reports.
        }
    }

    /// <summary>
    /// Ends the shell's input, so that it removes its FIFOs and ends; returns false when it has not ended after 5 s.
    /// </summary>
    public async Task<bool> EndAsync()
    {
        using var bound = new CancellationTokenSource(EndBound);
        await EndAsync(bound.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await bound.CancelAsync();
        return HasExited;
    }

    /// <summary>Ends the shell, and kills it when it has not ended after 5 s.</summary>
    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        channel.Kill();
        await channel.DisposeAsync();
        _ = Exit.ContinueWith(exit => exit.Exception, TaskScheduler.Default);
    }

    /// <summary>
    /// Waits for the end of the shell. A shell that was given up may have more output, and ends only when that is read.
    /// </summary>
    private Task EndAsync(CancellationToken bound) => Task.WhenAll(
        HasExited ? Task.CompletedTask : Task.Run(channel.Input.Dispose, bound).WaitAsync(bound),
        Output.CopyToAsync(Stream.Null, bound),
        Error.CopyToAsync(Stream.Null, bound),
        Exit.WaitAsync(bound));
}
