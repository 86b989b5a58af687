using System.Net;
using TestHarness.Failures;

namespace TestHarness.Hosts;

/// <summary>A machine on which devices are provisioned and QEMU runs.</summary>
public interface IHost : IAsyncDisposable
{
    /// <summary>The host's name in the environment file.</summary>
    string Name { get; }

    /// <summary>The way to the host, for the ledger.</summary>
    HostConnection Connection { get; }

    /// <summary>Runs a command to its end; a non-zero exit code is a result, not an exception.</summary>
    /// <exception cref="HarnessException">
    /// Class provision: the command did not end in time; it and all processes that it started are killed first. Class preflight:
    /// its program was not found. Class ssh: the host was not reached, or its connection broke.
    /// </exception>
    Task<CommandResult> RunAsync(Command command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Starts a long-running process that does not outlive the harness: when the harness or its connection ends, however hard,
    /// the process is killed. <see cref="Command.Timeout"/> and <see cref="Command.StandardInput"/> do not apply.
    /// </summary>
    Task<IHostProcess> StartAsync(Command command, CancellationToken cancellationToken = default);

    /// <summary>Copies a file to the host: it is written beside the target and renamed. The file's mode is kept.</summary>
    Task PutFileAsync(string localPath, string hostPath, CancellationToken cancellationToken = default);

    /// <summary>Copies a file from the host: it is written beside the target and renamed. The file's mode is kept.</summary>
    Task GetFileAsync(string hostPath, string localPath, CancellationToken cancellationToken = default);

    /// <summary>Makes a TCP port or a Unix socket of the host reachable from this machine.</summary>
    /// <param name="endPoint">
    /// An <see cref="IPEndPoint"/>, a <see cref="DnsEndPoint"/> or a Unix socket, as seen on the host.
    /// </param>
    Task<IForward> ForwardAsync(EndPoint endPoint, CancellationToken cancellationToken = default);
}

/// <summary>An end point of a host that is reachable from this machine until the forward is disposed.</summary>
public interface IForward : IAsyncDisposable
{
    /// <summary>The end point of this machine that leads to the host's.</summary>
    EndPoint Local { get; }
}
