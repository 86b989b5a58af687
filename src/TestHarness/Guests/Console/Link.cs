using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TestHarness.Guests.Console;

/// <summary>One connection to one QEMU's serial port.</summary>
internal sealed class Link : IDisposable
{
    public const string Closed = "the serial port was closed (QEMU ended?)";

    private static readonly TimeSpan LeftTimeout = TimeSpan.FromSeconds(10);

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

    /// <summary>Reads once the connection that the guest has left is read to its end.</summary>
    public void PumpAfter(Link left, Receiver receive, Action<string> closed) => Ended = PumpAfterAsync(left, receive, closed);

    public void Dispose() => Stream.Dispose();

    private async Task PumpAfterAsync(Link left, Receiver receive, Action<string> closed)
    {
        try
        {
            await left.Ended.WaitAsync(LeftTimeout);
        }
        catch (TimeoutException)
        {
            closed($"the serial port of the QEMU that the guest has left did not close within {LeftTimeout.TotalSeconds:0} s");
        }

        left.Dispose();
        await PumpAsync(receive, closed);
    }

    private async Task PumpAsync(Receiver receive, Action<string> closed)
    {
        var decoder = Encoding.UTF8.GetDecoder();
        var bytes = new byte[16384];
        var chars = new char[bytes.Length + 1];
        try
        {
            while (await Stream.ReadAsync(bytes) is > 0 and var count)
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
