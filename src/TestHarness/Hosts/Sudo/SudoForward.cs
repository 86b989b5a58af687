using System.Net;
using System.Net.Sockets;
using TestHarness.Hosts.Ssh;

namespace TestHarness.Hosts.Sudo;

/// <summary>
/// A Unix socket of this machine that leads to a socket of root on a host. sshd connects as the user who has logged in, so that
/// each connection first gives the host's socket to that user.
/// </summary>
internal sealed class SudoForward : IForward
{
    /// <summary>
    /// Gives the socket $1 to the user who calls sudo, and those of the harness's folders above it that nobody but root may
    /// enter. Root keeps all rights.
    /// </summary>
    private const string GiveScript = """
        [ -S "$1" ] && chown -- "$SUDO_UID" "$1" || exit
        folder=${1%/*}
        while case $folder in */testharness-*) : ;; *) false ;; esac; do
          [ "$(stat -c %u:%a -- "$folder")" != 0:700 ] || chown -- "$SUDO_UID" "$folder" || exit
          folder=${folder%/*}
        done
        """;

    private readonly CancellationTokenSource _end = new();
    private readonly IHost _host;
    private readonly string _socket;
    private readonly IForward _inner;
    private readonly string _directory = SshDirectory.Create();
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Task _serving;

    /// <param name="socket">The socket's path on the host.</param>
    /// <param name="inner">The forward of the user who has logged in, which is disposed with this forward.</param>
    public SudoForward(IHost host, string socket, IForward inner)
    {
        (_host, _socket, _inner) = (host, socket, inner);
        Local = new UnixDomainSocketEndPoint(Path.Combine(_directory, "root"));
        _listener.Bind(Local);
        _listener.Listen();
        _serving = ServeAsync();
    }

    public EndPoint Local { get; }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        Directory.Delete(_directory, recursive: true);
        await _inner.DisposeAsync();
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptAsync(_end.Token);
                connections.RemoveAll(connection => connection.IsCompleted);
                connections.Add(CarryAsync(client));
            }
        }
        finally
        {
            await Task.WhenAll(connections);
        }
    }

    /// <summary>Carries a connection to its end. One that the host refuses just ends, as sshd ends one.</summary>
    private async Task CarryAsync(Socket accepted)
    {
        using var client = new NetworkStream(accepted, ownsSocket: true);
        try
        {
            if (!(await _host.RunAsync(Command.Shell(GiveScript, _socket), _end.Token)).Succeeded)
                return;
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(_inner.Local, _end.Token);
            using var host = new NetworkStream(socket);
            await Task.WhenAll(CopyAsync(client, host), CopyAsync(host, client));
        }
        catch (Exception exception) when (
            exception is IOException or SocketException or OperationCanceledException or Failures.HarnessException)
        {
            // The reader of the connection sees its end, and reports what was expected of it.
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to)
    {
        await from.CopyToAsync(to, _end.Token);
        to.Socket.Shutdown(SocketShutdown.Send);
    }
}
