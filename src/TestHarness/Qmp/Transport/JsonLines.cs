using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace TestHarness.Qmp.Transport;

/// <summary>A connection that carries one JSON value on each line in both directions, as QMP and the guest agent do.</summary>
internal sealed class JsonLines : IAsyncDisposable
{
    /// <summary>
    /// The limit of nesting, which is that of QEMU's JSON parser; long backing chains come close to .NET's limit of 64.
    /// </summary>
    public const int MaxDepth = 1024;

    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = MaxDepth };

    private readonly NetworkStream _stream;
    private readonly LineReader _reader;

    private JsonLines(NetworkStream stream, int maxLineBytes)
    {
        _stream = stream;
        _reader = new LineReader(stream, maxLineBytes);
    }

    /// <summary>Connects to an end point.</summary>
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

    /// <summary>Reads the next line; see <see cref="LineReader.ReadLineAsync"/>.</summary>
    public ValueTask<ReadOnlyMemory<byte>?> ReadLineAsync(CancellationToken cancellationToken) =>
        _reader.ReadLineAsync(cancellationToken);

    /// <summary>Writes a line and its line feed.</summary>
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
            // A request may hold a secret, which the next user of the pool must not see.
            ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        }
    }

    /// <summary>Parses a line.</summary>
    /// <exception cref="JsonException">The line is not JSON.</exception>
    public static JsonElement Parse(ReadOnlyMemory<byte> line) => JsonElement.Parse(line.Span, Deep);

    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}
