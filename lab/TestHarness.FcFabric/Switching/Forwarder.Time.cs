using TestHarness.FcFabric.Fip;
using TestHarness.FcFabric.Framing;
using TestHarness.FcFabric.Logins;

namespace TestHarness.FcFabric.Switching;

/// <summary>The events of time and of the links.</summary>
internal sealed partial class Forwarder
{
    /// <summary>The period of VN_Ports' keep-alives. Source: FC-BB-5, VN_Port keep-alive.</summary>
    private static readonly TimeSpan PortKeepAlivePeriod = TimeSpan.FromSeconds(90);

    /// <summary>The number of silent periods that end a login.</summary>
    private const double Patience = 2.5;

    /// <summary>
    /// Advertises, and ends the logins of silent ports. The caller calls it every <see cref="FipService.KeepAlivePeriod"/>.
    /// </summary>
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

    /// <summary>
    /// Advertises the fabric, and clears all virtual links: a fabric that starts knows no logins, and a host that is still logged
    /// in to the earlier fabric must log in again.
    /// </summary>
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

    /// <summary>Ends the logins of a host whose end of the link is closed.</summary>
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

    /// <summary>Counts a frame for the host that its link did not take.</summary>
    public void CountDiscard(HostPort host)
    {
        lock (_lock)
            host.Discards++;
    }
}
