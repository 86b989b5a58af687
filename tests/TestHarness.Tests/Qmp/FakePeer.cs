using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace TestHarness.Tests.Qmp;

/// <summary>A server that does what a test tells it, right or wrong, to one client after the other.</summary>
internal sealed class FakePeer : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("peer-").FullName;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _disposing = new();
    private readonly Task _serving;

    public FakePeer(Func<FakeConnection, Task> script)
    {
        EndPoint = new UnixDomainSocketEndPoint(Path.Combine(_directory, "socket"));
        _listener.Bind(EndPoint);
        _listener.Listen();
        _serving = ServeAsync(script);
    }

    public EndPoint EndPoint { get; }

    public int Accepted { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _disposing.CancelAsync();
        await _serving;
        _listener.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task ServeAsync(Func<FakeConnection, Task> script)
    {
        try
        {
            while (true)
            {
                using var socket = await _listener.AcceptAsync(_disposing.Token);
                Accepted++;
                await TalkAsync(script, socket);
            }
        }
        catch (OperationCanceledException) when (_disposing.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task TalkAsync(Func<FakeConnection, Task> script, Socket socket)
    {
        using var connection = new FakeConnection(new NetworkStream(socket), _disposing.Token);
        try
        {
            await script(connection);
        }
        catch (IOException exception)
        {
            await TestContext.Out.WriteLineAsync($"the client went while the fake peer talked: {exception.Message}");
        }
    }
}

internal sealed class FakeConnection(Stream stream, CancellationToken ending) : IDisposable
{
    public const string Greeting =
        """{"QMP": {"version": {"qemu": {"micro": 0, "minor": 1, "major": 9}, "package": ""}, "capabilities": []}}""";

    private readonly StreamReader _reader = new(stream, Encoding.Latin1);

    /// <summary>The test is over.</summary>
    public CancellationToken Ending => ending;

    /// <summary>Behaves until the client has negotiated.</summary>
    public async Task NegotiateAsync()
    {
        await SendLineAsync(Greeting);
        await ReplyAsync(await ReadIdAsync(), "{}");
    }

    public async Task<string> ReadIdAsync()
    {
        using var command = JsonDocument.Parse(await ReadLineAsync() ?? throw new IOException("the client went"));
        return command.RootElement.GetProperty("id").GetRawText();
    }

    public async Task<string?> ReadLineAsync() => await _reader.ReadLineAsync(ending);

    public Task ReplyAsync(string id, string json) => SendLineAsync($$"""{"return": {{json}}, "id": {{id}}}""");

    public Task SendLineAsync(string text) => SendAsync(text + "\r\n");

    public async Task SendAsync(string text) => await stream.WriteAsync(Encoding.Latin1.GetBytes(text), ending);

    public void Dispose() => _reader.Dispose();

    /// <summary>
    /// Sends nothing more, which ends the client's session; returns the lines that the client had sent until then.
    /// </summary>
    public async Task<IReadOnlyList<string>> EndAsync()
    {
        ((NetworkStream)stream).Socket.Shutdown(SocketShutdown.Send);
        var lines = new List<string>();
        while (await ReadLineAsync() is { } line)
            lines.Add(line);
        return lines;
    }

    /// <summary>Says nothing more until the client goes.</summary>
    public async Task StaySilentAsync()
    {
        while (await ReadLineAsync() is not null)
        {
        }
    }
}
