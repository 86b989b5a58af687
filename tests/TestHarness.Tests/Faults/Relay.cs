using System.Net;
using System.Net.Sockets;
using System.Text;
using TestHarness.Hosts;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Faults;

/// <summary>
/// A forward whose bytes pass through the test: what comes from QEMU can be held back, delayed, or mixed with other text. It
/// serves one connection after the other, as QEMU does.
/// </summary>
internal sealed class Relay : IForward
{
    private readonly TemporaryDirectory _folder = new();
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _end = new();
    private readonly IForward _inner;
    private readonly Task _serving;
    private NetworkStream? _client;

    public Relay(IForward inner)
    {
        _inner = inner;
        Local = new UnixDomainSocketEndPoint(_folder["relay"]);
        _listener.Bind(Local);
        _listener.Listen();
        _serving = ServeAsync();
    }

    public EndPoint Local { get; }

    /// <summary>Whether what QEMU says is held back.</summary>
    public bool IsSilent { get; set; }

    /// <summary>The time by which each part of what QEMU says comes later.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Sends a text to the harness as if QEMU had written it.</summary>
    public async Task SayAsync(string text) => await _client!.WriteAsync(Encoding.Latin1.GetBytes(text), _end.Token);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _serving;
        await _inner.DisposeAsync();
        _folder.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
                await PassAsync(await _listener.AcceptAsync(_end.Token));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or IOException)
        {
            // The harness has ended the forward.
        }
    }

    private async Task PassAsync(Socket client)
    {
        using var near = new NetworkStream(client, ownsSocket: true);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(_inner.Local, _end.Token);
        }
        catch (SocketException)
        {
            // QEMU has not made its socket yet: the harness sees its connection end, and tries again.
            return;
        }

        using var far = new NetworkStream(socket);
        _client = near;
        await Task.WhenAny(near.CopyToAsync(far, _end.Token), BackAsync(far, near));
    }

    private async Task BackAsync(NetworkStream far, NetworkStream near)
    {
        var buffer = new byte[1 << 16];
        while (await far.ReadAsync(buffer, _end.Token) is > 0 and var length)
        {
            if (Delay > TimeSpan.Zero)
                await Task.Delay(Delay, _end.Token);
            if (!IsSilent)
                await near.WriteAsync(buffer.AsMemory(0, length), _end.Token);
        }
    }
}
