using TestHarness.Failures;

namespace TestHarness.Hosts.Channels;

/// <summary>A running command that ends by itself.</summary>
internal interface ICommandRun : IAsyncDisposable
{
    /// <summary>The captured standard output.</summary>
    OutputCapture Output { get; }

    /// <summary>The captured standard error.</summary>
    OutputCapture Error { get; }

    /// <summary>Whether the command has ended; a process that it left behind may still hold its output open.</summary>
    bool HasExited { get; }

    /// <summary>Runs the command until it has ended and nobody holds its outputs open; returns its exit code.</summary>
    /// <exception cref="HarnessException">Class ssh: the connection broke, so that there is no exit code.</exception>
    Task<int> RunAsync(CancellationToken cancellationToken);

    /// <summary>Gives the command up; its processes on the host are killed next.</summary>
    void Abandon();

    /// <summary>
    /// Waits, a few seconds at most, until the host cannot start an abandoned command any more; returns false when it still can.
    /// </summary>
    Task<bool> IsOverAsync();
}
