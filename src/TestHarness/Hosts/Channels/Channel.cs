using TestHarness.Failures;

namespace TestHarness.Hosts.Channels;

/// <summary>A running command on a host, over any transport.</summary>
internal abstract class Channel : IAsyncDisposable
{
    /// <summary>The stream that the command reads; disposing it ends the command's input.</summary>
    public abstract Stream Input { get; }

    /// <summary>The command's standard output.</summary>
    public abstract Stream Output { get; }

    /// <summary>The command's standard error.</summary>
    public abstract Stream Error { get; }

    /// <summary>Whether the command has ended.</summary>
    public abstract bool HasExited { get; }

    /// <summary>Waits for the end of the command; returns its exit code.</summary>
    /// <exception cref="HarnessException">Class ssh: the connection broke, so that there is no exit code.</exception>
    public abstract Task<int> ExitAsync(CancellationToken cancellationToken);

    /// <summary>Ends the command's session at once.</summary>
    public abstract void Kill();

    public abstract ValueTask DisposeAsync();
}
