using System.Net;
using TestHarness.Failures;

namespace TestHarness.Hosts;

/// <summary>A machine on which devices are provisioned and QEMU runs.</summary>
public interface IHost : IAsyncDisposable
{
    /// <summary>The name that the environment file gives it.</summary>
    string Name { get; }

    /// <summary>How it is reached, for the ledger.</summary>
    HostConnection Connection { get; }

    /// <summary>Runs a command to its end; a non-zero exit code is a result, not an exception.</summary>
    /// <exception cref="HarnessException">
    /// The command timed out (class provision; it and all it started are killed first), its program was not found (class
    /// preflight), or the host was not reached or its connection broke (class ssh).
    /// </exception>
    Task<CommandResult> RunAsync(Command command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Starts a long-running process that does not outlive the harness: when the harness or its connection ends, however
    /// hard, the process is killed. <see cref="Command.Timeout"/> and <see cref="Command.StandardInput"/> do not apply.
    /// </summary>
    Task<IHostProcess> StartAsync(Command command, CancellationToken cancellationToken = default);

    /// <summary>Writes beside the target and renames; the file's mode is kept.</summary>
    Task PutFileAsync(string localPath, string hostPath, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="PutFileAsync"/>
    Task GetFileAsync(string hostPath, string localPath, CancellationToken cancellationToken = default);

    /// <summary>Makes a TCP port or Unix socket of the host reachable from here.</summary>
    /// <param name="endPoint">An <see cref="IPEndPoint"/>, <see cref="DnsEndPoint"/> or Unix socket, as seen on the host.</param>
    Task<IForward> ForwardAsync(EndPoint endPoint, CancellationToken cancellationToken = default);
}

/// <summary>An end point of a host as it is reached from here, until disposed.</summary>
public interface IForward : IAsyncDisposable
{
    EndPoint Local { get; }
}
