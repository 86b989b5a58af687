using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using TestHarness.Failures;

namespace TestHarness.FcFabric.Control;

/// <summary>The server of requests, one JSON object on each line, at a Unix socket that only its owner can open.</summary>
internal sealed class ControlServer : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly ControlCommands _commands;

    /// <summary>Binds the socket; replaces a file with the same path.</summary>
    public ControlServer(string path, ControlCommands commands)
    {
        _commands = commands;
        File.Delete(path);
        _socket.Bind(new UnixDomainSocketEndPoint(path));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        _socket.Listen();
    }

    /// <summary>Serves clients until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
            _ = ServeAsync(await _socket.AcceptAsync(cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private async Task ServeAsync(Socket client, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = new NetworkStream(client, ownsSocket: true);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            while (await reader.ReadLineAsync(cancellationToken) is { } line)
            {
                await stream.WriteAsync(
                    JsonSerializer.SerializeToUtf8Bytes(await AnswerAsync(line, cancellationToken), ControlJson.Options),
                    cancellationToken);
                await stream.WriteAsync("\n"u8.ToArray(), cancellationToken);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The client has exception, or the fabric ends: nobody waits for the answer.
        }
    }

    private async Task<ControlAnswer> AnswerAsync(string line, CancellationToken cancellationToken)
    {
        try
        {
            var request = JsonSerializer.Deserialize<ControlRequest>(line, ControlJson.Options)
                ?? throw new HarnessException(FailureClass.Config, "the request is null");
            var result = await _commands.RunAsync(request, cancellationToken);
            return new ControlAnswer(
                null, result is null ? null : JsonSerializer.SerializeToElement(result, ControlJson.Options));
        }
        catch (JsonException exception)
        {
            return new ControlAnswer($"the request is not a JSON object that the fabric understands: {exception.Message}");
        }
        catch (HarnessException exception)
        {
            return new ControlAnswer(exception.Message);
        }
    }
}
