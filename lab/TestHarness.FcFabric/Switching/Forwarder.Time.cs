using TestHarness.FcFabric.Fip;
using TestHarness.FcFabric.Framing;
using TestHarness.FcFabric.Logins;

namespace TestHarness.FcFabric.Switching;

/// <summary>What happens with time, and with what the links tell.</summary>
internal sealed partial class Forwarder
{
    /// <summary>VN_Ports keep themselves alive every 90 s. Source: FC-BB-5, VN_Port keep-alive.</summary>
    private static readonly TimeSpan PortKeepAlivePeriod = TimeSpan.FromSeconds(90);

    /// <summary>This many periods of silence end a login.</summary>
    private const double Patience = 2.5;

    /// <summary>To be called every <see cref="FipService.KeepAlivePeriod"/>: advertises, and ends the logins of who is silent.</summary>
    public void Tick()
    {
        lock (_lock)
        {
            var now = _time.GetUtcNow();
            foreach (var host in _hosts)
            {
                if (_logins.Hba(host) is { } hba && now - host.LastHeard > Patience * FipService.KeepAlivePeriod)
                    _sessions.End(hba, "its host no longer keeps it alive");
                foreach (var silent in _logins.Of(host).Where(port => now - port.LastHeard > Patience * PortKeepAlivePeriod))
                    _sessions.Clear(silent, "it no longer keeps itself alive");
                _fip.Advertise(host, MacAddress.AllENodes);
            }

            Changed();
        }
    }

    /// <summary>A fabric that starts knows nobody: whoever is still logged in to the one before is to log in anew.</summary>
    public void Start()
    {
        lock (_lock)
        {
            foreach (var host in _hosts)
            {
                _sessions.ClearVirtualLinks(host, []);
                _fip.Advertise(host, MacAddress.AllENodes);
            }
        }
    }

    /// <summary>Nobody is at the other end of the link any more.</summary>
    public void LoseCarrier(HostPort host)
    {
        lock (_lock)
        {
            foreach (var port in _logins.Of(host))
                _sessions.End(port, "its host is gone");
            host.Node = null;
            Changed();
        }
    }

    /// <summary>Frames for the host that its link did not take.</summary>
    public void CountDiscard(HostPort host)
    {
        lock (_lock)
            host.Discards++;
    }
}
