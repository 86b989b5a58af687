using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TestHarness.Guests.Console;

/// <summary>One connection to one QEMU's serial port.</summary>
internal sealed class Link : IDisposable
{
    /// <summary>The reason for the end of a console whose port was closed.</summary>
    public const string Closed = "the serial port was closed (QEMU may have ended)";

    private Link(Socket socket)
    {
        Stream = new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>Receives a piece of the output, as text and as bytes.</summary>
    public delegate void Receiver(ReadOnlySpan<char> text, ReadOnlySpan<byte> bytes);

    /// <summary>The stream of the connection.</summary>
    public NetworkStream Stream { get; }

    /// <summary>
    /// Whether the guest has moved to another QEMU: the end of this connection is then not the end of the console.
    /// </summary>
    public bool HasMoved { get; set; }

    /// <summary>A task that ends when the connection is read to its end.</summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    /// <summary>Connects to a serial port.</summary>
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

    /// <summary>Starts to read the output.</summary>
    /// <param name="closed">Receives the reason why no more output comes, unless the guest has moved.</param>
    public void Pump(Receiver receive, Action<string> closed) => Ended = PumpAsync(receive, closed);

    /// <summary>
    /// Starts to read the output after the connection that the guest has left is read to its end, or has not ended in time.
    /// </summary>
    public void PumpAfter(Link left, TimeSpan patience, Receiver receive, Action<string> closed) =>
        Ended = PumpAfterAsync(left, patience, receive, closed);

    public void Dispose() => Stream.Dispose();

    /// <summary>
    /// Reads the output here after the end of the left connection. The guest runs here: a QEMU that it has left and that does not
    /// end has no last bytes that are worth a longer wait.
    /// </summary>
    private async Task PumpAfterAsync(Link left, TimeSpan patience, Receiver receive, Action<string> closed)
    {
        await ((Task)left.Ended.WaitAsync(patience, CancellationToken.None))
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        left.HasMoved = true;
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
            // The connection has ended; the call of closed() below reports that.
        }

        if (!HasMoved)
            closed(Closed);
    }
}
