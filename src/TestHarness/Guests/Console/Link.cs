using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TestHarness.Guests.Console;

/// <summary>One connection to one QEMU's serial port.</summary>
internal sealed class Link : IDisposable
{
    public const string Closed = "the serial port was closed (QEMU ended?)";

    private Link(Socket socket)
    {
        Stream = new NetworkStream(socket, ownsSocket: true);
    }

    public delegate void Receiver(ReadOnlySpan<char> text, ReadOnlySpan<byte> bytes);

    public NetworkStream Stream { get; }

    /// <summary>Set when the guest has moved away: the end of this connection is then not the end of the console.</summary>
    public bool Moved { get; set; }

    public Task Ended { get; private set; } = Task.CompletedTask;

    public static async Task<Link> ConnectAsync(EndPoint endPoint, CancellationToken cancellationToken)
    {
        var socket = endPoint is UnixDomainSocketEndPoint
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(endPoint, cancellationToken);
            return new Link(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <param name="closed">Told why no more will come, unless the guest has moved on.</param>
    public void Pump(Receiver receive, Action<string> closed) => Ended = PumpAsync(receive, closed);

    /// <summary>Reads once the connection that the guest has left is read to its end, or does not end in time.</summary>
    public void PumpAfter(Link left, TimeSpan patience, Receiver receive, Action<string> closed) =>
        Ended = PumpAfterAsync(left, patience, receive, closed);

    public void Dispose() => Stream.Dispose();

    /// <summary>The guest is alive here: a QEMU that it has left and that does not end has no last bytes to wait for.</summary>
    private async Task PumpAfterAsync(Link left, TimeSpan patience, Receiver receive, Action<string> closed)
    {
        await ((Task)left.Ended.WaitAsync(patience, CancellationToken.None))
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        left.Moved = true;
        left.Dispose();
        await ((Task)left.Ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await PumpAsync(receive, closed);
    }

    private async Task PumpAsync(Receiver receive, Action<string> closed)
    {
        var decoder = Encoding.UTF8.GetDecoder();
        var bytes = new byte[16384];
        var chars = new char[bytes.Length + 1];
        try
        {
            while (await Stream.ReadAsync(bytes, CancellationToken.None) is > 0 and var count)
            {
                var length = decoder.GetChars(bytes, 0, count, chars, 0);
                receive(chars.AsSpan(0, length), bytes.AsSpan(0, count));
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The connection's end, however it comes, is told by closed().
        }

        if (!Moved)
            closed(Closed);
    }
}
