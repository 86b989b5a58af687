using System.Collections.Immutable;
using TestHarness.FcFabric.Capture;
using TestHarness.FcFabric.Fip;
using TestHarness.FcFabric.Logins;
using TestHarness.FcFabric.Switching;

namespace TestHarness.FcFabric.Links;

/// <summary>The running forwarder with its links.</summary>
internal sealed class FabricRun : IDisposable
{
    private readonly ImmutableArray<HostLink> _links;

    /// <summary>Opens the links.</summary>
    public FabricRun(ImmutableArray<LinkEnds> ends, Action<string> log)
    {
        Forwarder = new Forwarder(ends.Select(end => end.Host), SendOwn, log, TimeProvider.System);
        _links =
        [
            .. ends.Select((end, index) =>
                new HostLink(end.Local, end.Remote, () => Forwarder.LoseCarrier(Forwarder.Hosts[index]))),
        ];
    }

    /// <summary>The forwarder.</summary>
    public Forwarder Forwarder { get; }

    /// <summary>The capture of frames.</summary>
    public FrameCapture Capture { get; } = new(TimeProvider.System);

    /// <summary>Runs until it is cancelled; a failure of one part ends all.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Forwarder.Start();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        List<Task> tasks = [TickAsync(stop.Token)];
        tasks.AddRange(_links.Select(link => link.DrainAsync(stop.Token)));
        tasks.AddRange(Forwarder.Hosts.Select(host => ReceiveAsync(host, stop.Token)));
        var first = await Task.WhenAny(tasks);
        await stop.CancelAsync();
        await Task.WhenAll(tasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var link in _links)
            link.Dispose();
        Capture.Dispose();
    }

    private async Task ReceiveAsync(HostPort host, CancellationToken cancellationToken)
    {
        var buffer = HostLink.NewBuffer();
        while (true)
        {
            var frame = await Link(host).ReceiveAsync(buffer, cancellationToken);
            Capture.Add(frame);
            if (Forwarder.Receive(host, frame) is { } destination && !await Link(destination).SendAsync(frame, cancellationToken))
                Forwarder.CountDiscard(destination);
        }
    }

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(FipService.KeepAlivePeriod);
        while (await timer.WaitForNextTickAsync(cancellationToken))
            Forwarder.Tick();
    }

    private void SendOwn(HostPort host, byte[] frame)
    {
        Capture.Add(frame);
        if (!Link(host).TrySend(frame))
            host.Discards++;
    }

    private HostLink Link(HostPort host) => _links[host.Number - 1];
}

/// <summary>The two ends of the link to a host, as paths of Unix sockets.</summary>
internal sealed record LinkEnds(string Host, string Local, string Remote);
