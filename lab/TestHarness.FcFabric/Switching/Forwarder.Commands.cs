using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.FcFabric.Control;
using TestHarness.FcFabric.Framing;
using TestHarness.FcFabric.Logins;
using TestHarness.FcFabric.Zoning;

namespace TestHarness.FcFabric.Switching;

/// <summary>The commands of an administrator.</summary>
internal sealed partial class Forwarder
{
    private TaskCompletionSource? _changed;

    /// <summary>Lists the ports.</summary>
    public ImmutableArray<PortStatus> Ports()
    {
        lock (_lock)
        {
            return
            [
                .. _hosts.Where(host => _logins.Hba(host) is null).Select(PortReport.Of),
                .. _logins.All.Select(PortReport.Of),
                .. _sessions.Barred.Select(PortReport.OfBarred),
            ];
        }
    }

    /// <summary>Lists the zones.</summary>
    public ZoningStatus Zones()
    {
        lock (_lock)
            return new(Text(_zoning.Defined), _zoning.Active is { } active ? Text(active) : null);
    }

    /// <summary>Defines a zone.</summary>
    /// <param name="members">The members; none to remove the zone.</param>
    public void DefineZone(string name, ImmutableHashSet<WorldWideName> members)
    {
        lock (_lock)
            _zoning.Defined = _zoning.Defined.With(name, members);
    }

    /// <summary>Puts the defined zones in force.</summary>
    public void ActivateZones()
    {
        lock (_lock)
            Activate(_zoning.Defined);
    }

    /// <summary>Removes all zones, so that all ports see one another.</summary>
    public void ClearZones()
    {
        lock (_lock)
        {
            _zoning.Defined = ZoneSet.Empty;
            Activate(null);
        }
    }

    /// <summary>The number of vHBAs that may log in by one HBA.</summary>
    public int VportLimit
    {
        get
        {
            lock (_lock)
                return _sessions.VportLimit;
        }

        set
        {
            lock (_lock)
                _sessions.VportLimit = value is >= 0 and <= Sessions.MostVports
                    ? value
                    : throw new HarnessException(
                        FailureClass.Config, $"an HBA has 0 to {Sessions.MostVports} vHBAs, not {value}");
        }
    }

    /// <summary>Takes a host's link, or a vHBA alone, down or up.</summary>
    /// <param name="target">A host's name, or a WWPN; an HBA's WWPN stands for its host's link.</param>
    /// <exception cref="HarnessException">Class config: there is no such port.</exception>
    public void SetLink(string target, bool isUp)
    {
        lock (_lock)
        {
            if (_hosts.FirstOrDefault(host => host.Name == target) is { } named)
                SetLink(named, isUp);
            else if (WorldWideName.Parse(target) is var wwpn && _hosts.FirstOrDefault(host => host.LastWwpn == wwpn) is { } host)
                SetLink(host, isUp);
            else if (isUp ? !_sessions.Barred.Remove(wwpn) && _logins.Find(wwpn) is null : !Bar(wwpn))
                throw new HarnessException(
                    FailureClass.Config,
                    $"no port with WWPN {wwpn} is {(isUp ? "down" : "logged in")}; there are "
                    + string.Join(", ", _hosts.Select(port => port.Name).Concat(_logins.All.Select(port => $"{port.Wwpn}"))));
            Changed();
        }
    }

    /// <summary>Logs a host out and makes it log in again, because its state is of another time than the fabric's.</summary>
    public void Clear(string host)
    {
        lock (_lock)
        {
            _sessions.Clear(Host(host), "its virtual links are cleared on command");
            Changed();
        }
    }

    /// <summary>Waits until the HBAs of these hosts are online.</summary>
    public async Task OnlineAsync(IReadOnlyCollection<string> hosts, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (hosts.All(host => _logins.Hba(Host(host)) is { WantsStateChanges: true }))
                    return;
                changed = (_changed ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    private void Changed()
    {
        _changed?.TrySetResult();
        _changed = null;
    }

    private HostPort Host(string name) => _hosts.FirstOrDefault(host => host.Name == name)
        ?? throw new HarnessException(
            FailureClass.Config,
            $"the fabric has no port for '{name}', only for {string.Join(", ", _hosts.Select(host => host.Name))}");

    private void SetLink(HostPort host, bool isUp)
    {
        if (!isUp)
            _sessions.Clear(host, "its link is taken down");
        host.IsUp = isUp;
        if (isUp)
            _fip.Advertise(host, MacAddress.AllENodes);
    }

    private bool Bar(WorldWideName wwpn)
    {
        if (_logins.Find(wwpn) is not { } port)
            return _sessions.Barred.Contains(wwpn);

        _sessions.Barred.Add(wwpn);
        _sessions.Clear(port, "its link is taken down");
        return true;
    }

    private void Activate(ZoneSet? zones)
    {
        foreach (var seen in _zoning.Activate(zones, [.. _logins.All]).ToLookup(pair => pair.Item1, pair => pair.Item2.Id))
            _stateChanges.Tell(seen.Key, [.. seen]);
    }

    private static ImmutableSortedDictionary<string, ImmutableArray<string>> Text(ZoneSet zones) =>
        zones.Zones.ToImmutableSortedDictionary(
        zone => zone.Key,
        zone => zone.Value.Select(wwpn => wwpn.ToString()).Order(StringComparer.Ordinal).ToImmutableArray(),
        StringComparer.Ordinal);
}
