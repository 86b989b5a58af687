using System.Net.Sockets;
using System.Threading.Channels;

namespace TestHarness.FcFabric.Links;

/// <summary>
/// The Ethernet link to a host: a datagram is a frame. Frames come in at a socket of the fabric's own, and go out by another one that is
/// connected to the host's, as only a connected socket tells when its peer takes more (unix(7)).
/// </summary>
internal sealed class HostLink : IDisposable
{
    private const int LargestFrame = 16 * 1024;

    /// <summary>Frames that may wait for the host.</summary>
    private const int Depth = 1024;

    /// <summary>How long a sender is held up by a host that takes nothing, before frames for that host are dropped: E_D_TOV.</summary>
    private static readonly TimeSpan HoldTime = TimeSpan.FromSeconds(2);

    private readonly Channel<byte[]> _egress = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(Depth) { SingleReader = true });
    private readonly Socket _ingress = NewSocket();
    private readonly UnixDomainSocketEndPoint _host;
    private readonly Action _carrierLost;
    private Socket? _connected;
    private volatile bool _isCongested;

    /// <param name="local">The path at which frames of the host arrive.</param>
    /// <param name="host">The path at which the host listens.</param>
    /// <param name="carrierLost">Called when the host has gone.</param>
    public HostLink(string local, string host, Action carrierLost)
    {
        File.Delete(local);
        _ingress.Bind(new UnixDomainSocketEndPoint(local));
        _host = new UnixDomainSocketEndPoint(host);
        _carrierLost = carrierLost;
    }

    public async Task<byte[]> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        buffer[..await _ingress.ReceiveAsync(buffer, cancellationToken)].ToArray();

    public static Memory<byte> NewBuffer() => new byte[LargestFrame];

    /// <returns>False where the frame is dropped, as too many wait already.</returns>
    public bool TrySend(byte[] frame) => _egress.Writer.TryWrite(frame);

    /// <returns>False where the frame is dropped, as the host has taken none for a while.</returns>
    public async ValueTask<bool> SendAsync(byte[] frame, CancellationToken cancellationToken)
    {
        if (_egress.Writer.TryWrite(frame))
        {
            _isCongested = false;
            return true;
        }

        if (_isCongested)
            return false;
        using var hold = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        hold.CancelAfter(HoldTime);
        try
        {
            await _egress.Writer.WriteAsync(frame, hold.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            _isCongested = true;
            return false;
        }
    }

    /// <summary>Passes frames on until cancelled.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        await foreach (var frame in _egress.Reader.ReadAllAsync(cancellationToken))
        {
            if (_connected is not null && await TryPassAsync(_connected, frame, cancellationToken))
                continue;
            Disconnect();
            if (Connect())
                await TryPassAsync(_connected!, frame, cancellationToken);
        }
    }

    public void Dispose()
    {
        _ingress.Dispose();
        _connected?.Dispose();
    }

    private static Socket NewSocket() => new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

    private static async Task<bool> TryPassAsync(Socket socket, byte[] frame, CancellationToken cancellationToken)
    {
        try
        {
            await socket.SendAsync(frame.AsMemory(), cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            // The host has gone; whether another one is there, connecting tells.
            return false;
        }
    }

    private void Disconnect()
    {
        if (_connected is null)
            return;
        _connected.Dispose();
        _connected = null;
        _carrierLost();
    }

    private bool Connect()
    {
        var socket = NewSocket();
        try
        {
            socket.Connect(_host);
            _connected = socket;
            return true;
        }
        catch (SocketException)
        {
            // Nobody listens there yet.
            socket.Dispose();
            return false;
        }
    }
}
