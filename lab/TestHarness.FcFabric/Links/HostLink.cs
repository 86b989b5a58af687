using System.Net.Sockets;
using System.Threading.Channels;

namespace TestHarness.FcFabric.Links;

/// <summary>
/// The Ethernet link to a host; a datagram is a frame. Frames come in at a socket of the fabric. They go out by another socket,
/// which is connected to the host's socket, because only a connected socket reports when its peer can take more (unix(7)).
/// </summary>
internal sealed class HostLink : IDisposable
{
    private const int LargestFrame = 16 * 1024;

    /// <summary>The number of frames that may wait for the host.</summary>
    private const int Depth = 1024;

    /// <summary>
    /// The time for which a host that takes nothing delays a sender, before frames for that host are dropped: E_D_TOV.
    /// </summary>
    private static readonly TimeSpan HoldTime = TimeSpan.FromSeconds(2);

    private readonly Channel<byte[]> _egress = Channel.CreateBounded<byte[]>(
        new BoundedChannelOptions(Depth) { SingleReader = true });
    private readonly Socket _ingress = NewSocket();
    private readonly UnixDomainSocketEndPoint _host;
    private readonly Action _carrierLost;
    private Socket? _connected;
    private volatile bool _isCongested;

    /// <summary>Binds the fabric's end of the link.</summary>
    /// <param name="local">The path at which frames of the host arrive.</param>
    /// <param name="host">The path at which the host listens.</param>
    /// <param name="carrierLost">Is called when the host has gone.</param>
    public HostLink(string local, string host, Action carrierLost)
    {
        File.Delete(local);
        _ingress.Bind(new UnixDomainSocketEndPoint(local));
        _host = new UnixDomainSocketEndPoint(host);
        _carrierLost = carrierLost;
    }

    /// <summary>Receives a frame of the host.</summary>
    public async Task<byte[]> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        buffer[..await _ingress.ReceiveAsync(buffer, cancellationToken)].ToArray();

    /// <summary>Makes a buffer for the largest frame.</summary>
    public static Memory<byte> NewBuffer() => new byte[LargestFrame];

    /// <summary>Sends a frame without a wait.</summary>
    /// <returns>False when the frame is dropped because too many wait already.</returns>
    public bool TrySend(byte[] frame) => _egress.Writer.TryWrite(frame);

    /// <summary>Sends a frame, and waits for the host for a while.</summary>
    /// <returns>False when the frame is dropped because the host has taken none for a while.</returns>
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

    /// <summary>Passes frames on to the host until it is cancelled.</summary>
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

    /// <inheritdoc/>
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
            // The host's end of the link is closed; DrainAsync connects again and retries.
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
            // No host listens at the path yet; the frame is lost, as on a wire.
            socket.Dispose();
            return false;
        }
    }
}
