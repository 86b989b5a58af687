using System.Net.Sockets;

namespace TestHarness.Benchmarks.Qmp;

/// <summary>The least that a QMP client can do: write a line to a blocking socket, read to the end of the reply's line.</summary>
internal sealed class BlockingQmp : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly byte[] _buffer = new byte[64 * 1024];

    public BlockingQmp(string path)
    {
        _socket.Connect(new UnixDomainSocketEndPoint(path));
        ReadLine();
        Execute("{\"execute\":\"qmp_capabilities\"}\n"u8);
    }

    /// <param name="request">One line, with its end.</param>
    public void Execute(ReadOnlySpan<byte> request)
    {
        _socket.Send(request);
        ReadLine();
    }

    public void Dispose() => _socket.Dispose();

    private void ReadLine()
    {
        int length;
        do
        {
            length = _socket.Receive(_buffer);
        }
        while (length > 0 && _buffer[length - 1] != '\n');
    }
}
