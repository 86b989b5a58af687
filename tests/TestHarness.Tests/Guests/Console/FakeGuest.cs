using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace TestHarness.Tests.Guests.Console;

/// <summary>A serial port with a guest behind it that does what a test tells it, right or wrong.</summary>
internal sealed class FakeGuest : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("console-").FullName;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _disposing = new();
    private readonly Task _serving;

    public FakeGuest(Func<FakeTerminal, Task> script)
    {
        EndPoint = new UnixDomainSocketEndPoint(Path.Combine(_directory, "serial"));
        _listener.Bind(EndPoint);
        _listener.Listen();
        _serving = ServeAsync(script);
    }

    public EndPoint EndPoint { get; }

    public async ValueTask DisposeAsync()
    {
        await _disposing.CancelAsync();
        try
        {
            await _serving;
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The test is over, or the harness went, while the guest talked. What else went wrong fails the test.
        }

        _listener.Dispose();
        _disposing.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task ServeAsync(Func<FakeTerminal, Task> script)
    {
        using var socket = await _listener.AcceptAsync(_disposing.Token);
        await using var stream = new NetworkStream(socket);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await script(new FakeTerminal(stream, reader, _disposing.Token));
    }
}

internal sealed partial class FakeTerminal(Stream stream, StreamReader reader, CancellationToken ending)
{
    public async Task SendAsync(string text) => await stream.WriteAsync(Encoding.UTF8.GetBytes(text), ending);

    /// <summary>Boots, and lets the harness take the console over.</summary>
    public async Task BootAsync()
    {
        await SendAsync("init: the guest is up after 1 s\r\n# ");
        await reader.ReadLineAsync(ending);
        await SendAsync("\r\nth-taken\r\n");
        await reader.ReadLineAsync(ending);
        await SendAsync("\r\nth-ready\r\n");
    }

    /// <summary>The number of the script that is to be run.</summary>
    public Task<string> ReadScriptAsync() => ReadAsync(Script());

    /// <summary>The number of the script whose answer is asked for again.</summary>
    public Task<string> ReadAgainAsync() => ReadAsync(Again());

    private async Task<string> ReadAsync(Regex wanted)
    {
        while (await reader.ReadLineAsync(ending) is { } line)
        {
            if (wanted.Match(line) is { Success: true } match)
                return match.Groups[1].Value;
        }

        throw new IOException("the harness went");
    }

    [GeneratedRegex(@"^C=\$\?; ths (\d+)$")]
    private static partial Regex Script();

    [GeneratedRegex(@"^ths (\d+) marked$")]
    private static partial Regex Again();
}
