using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace TestHarness.Qmp.Transport;

/// <summary>One connection that carries a JSON value a line in both directions, as QMP and the guest agent do.</summary>
internal sealed class JsonLines : IAsyncDisposable
{
    /// <summary>QEMU's own limit of nesting (JSON parser), which long backing chains come nearer to than .NET's 64.</summary>
    public const int MaxDepth = 1024;

    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = MaxDepth };

    private readonly NetworkStream _stream;
    private readonly LineReader _reader;

    private JsonLines(NetworkStream stream, int maxLineBytes)
    {
        _stream = stream;
        _reader = new LineReader(stream, maxLineBytes);
    }

    public static async Task<JsonLines> ConnectAsync(EndPoint endPoint, int maxLineBytes, CancellationToken cancellationToken)
    {
        var socket = endPoint is UnixDomainSocketEndPoint
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint, cancellationToken);
            return new JsonLines(new NetworkStream(socket, ownsSocket: true), maxLineBytes);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public ValueTask<ReadOnlyMemory<byte>?> ReadLineAsync(CancellationToken cancellationToken) =>
        _reader.ReadLineAsync(cancellationToken);

    public async Task WriteLineAsync(ReadOnlyMemory<byte> line, CancellationToken cancellationToken)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(line.Length + 1);
        try
        {
            line.CopyTo(bytes);
            bytes[line.Length] = (byte)'\n';
            await _stream.WriteAsync(bytes.AsMemory(0, line.Length + 1), cancellationToken);
        }
        finally
        {
            // A request may hold a secret; it is not left to the pool's next user.
            ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        }
    }

    /// <exception cref="JsonException">The line is not JSON.</exception>
    public static JsonElement Parse(ReadOnlyMemory<byte> line) => JsonElement.Parse(line.Span, Deep);

    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}
