using TestHarness.Failures;

namespace TestHarness.Hosts.Channels;

/// <summary>A command on a host while it runs, whatever carries it.</summary>
internal abstract class Channel : IAsyncDisposable
{
    /// <summary>What the command reads; disposing it ends the command's input.</summary>
    public abstract Stream Input { get; }

    public abstract Stream Output { get; }

    public abstract Stream Error { get; }

    public abstract bool HasExited { get; }

    /// <summary>The command's exit code.</summary>
    /// <exception cref="HarnessException">The carrier broke (class ssh), so that there is no exit code.</exception>
    public abstract Task<int> ExitAsync(CancellationToken cancellationToken);

    /// <summary>Ends what carries the command, at once.</summary>
    public abstract void Kill();

    public abstract ValueTask DisposeAsync();
}
