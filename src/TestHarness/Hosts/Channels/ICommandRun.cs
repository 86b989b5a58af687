using TestHarness.Failures;

namespace TestHarness.Hosts.Channels;

/// <summary>A command that ends by itself, while it runs.</summary>
internal interface ICommandRun : IAsyncDisposable
{
    OutputCapture Output { get; }

    OutputCapture Error { get; }

    /// <summary>Whether the command has ended; a process that it left behind may still hold its output open.</summary>
    bool HasExited { get; }

    /// <summary>Runs the command until it has ended and nobody holds its outputs open; returns its exit code.</summary>
    /// <exception cref="HarnessException">The carrier broke (class ssh), so that there is no exit code.</exception>
    Task<int> RunAsync(CancellationToken cancellationToken);

    /// <summary>Gives the command up; its processes on the host are killed next.</summary>
    void Abandon();
}
