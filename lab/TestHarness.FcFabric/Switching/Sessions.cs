using System.Collections.Immutable;
using TestHarness.FcFabric.Els;
using TestHarness.FcFabric.Fip;
using TestHarness.FcFabric.Framing;
using TestHarness.FcFabric.Logins;

namespace TestHarness.FcFabric.Switching;

/// <summary>The admission of ports, and the end of logins: by the port itself, by silence, or by the fabric.</summary>
internal sealed class Sessions(LoginTable logins, StateChanges stateChanges, Transmitter transmitter, Action<string> log)
{
    /// <summary>The largest number of vHBAs of an HBA.</summary>
    public const int MostVports = 255;

    /// <summary>The number of vHBAs that may log in by one HBA.</summary>
    public int VportLimit { get; set; } = MostVports;

    /// <summary>The vHBAs that the fabric does not admit.</summary>
    public HashSet<WorldWideName> Barred { get; } = [];

    /// <summary>Logs an HBA in by FLOGI, which ends all earlier logins of the host.</summary>
    /// <returns>The port, or the reason why it is refused.</returns>
    public (NPort? Port, ElsReason Reason) LogInHba(HostPort host, LoginParameters names, DateTimeOffset now)
    {
        foreach (var port in logins.Of(host))
            End(port, "logs in again");
        if (logins.Find(names.Wwpn) is { } other)
            return Refused(host, names, ElsReason.InvalidPortName, $"{other.Host.Name} has it");

        host.LastWwpn = names.Wwpn;
        return Accepted(logins.AddHba(host, names.Wwpn, names.Wwnn, now));
    }

    /// <inheritdoc cref="LogInHba"/>
    public (NPort? Port, ElsReason Reason) LogInVport(HostPort host, LoginParameters names, DateTimeOffset now)
    {
        if (logins.Hba(host) is not { } hba)
            return Refused(host, names, ElsReason.NotLoggedIn, "its HBA is not logged in");
        if (Barred.Contains(names.Wwpn))
            return Refused(host, names, ElsReason.PortDisabled, "its link is down");
        if (logins.Find(names.Wwpn) is { } same)
        {
            if (same.Host != host || same == hba)
                return Refused(host, names, ElsReason.InvalidPortName, $"{same.Host.Name} has it");
            End(same, "logs in again");
        }

        if (logins.Of(host).Length - 1 >= VportLimit || logins.AddVport(hba, names.Wwpn, names.Wwnn, now) is not { } port)
            return Refused(
                host, names, ElsReason.InsufficientResources, $"{host.Name} has {VportLimit} vHBAs, which is the limit");
        return Accepted(port);
    }

    /// <summary>Logs a port out, and with an HBA its vHBAs.</summary>
    public void End(NPort port, string reason)
    {
        foreach (var ended in logins.Of(port.Host).Where(other => other == port || other.Parent == port))
        {
            logins.Remove(ended);
            log($"{ended.Host.Name}: {ended.Wwpn} at {ended.Id} is logged out: {reason}");
            stateChanges.Tell(ended);
        }
    }

    /// <summary>Logs out all ports of a host and tells the host to log in again (FIP Clear Virtual Links).</summary>
    public void Clear(HostPort host, string reason)
    {
        foreach (var port in logins.Of(host))
            End(port, reason);
        ClearVirtualLinks(host, []);
    }

    /// <summary>Logs out a vHBA and tells its host.</summary>
    public void Clear(NPort port, string reason)
    {
        End(port, reason);
        ClearVirtualLinks(port.Host, [FipDescriptor.VirtualPort(port.Id, port.Wwpn)]);
    }

    /// <summary>Sends FIP Clear Virtual Links.</summary>
    /// <param name="ports">The VN_Ports; none for all of the host.</param>
    public void ClearVirtualLinks(HostPort host, ImmutableArray<FipDescriptor> ports) => transmitter.Fip(
        host, host.Node ?? MacAddress.AllENodes, FipOperation.ClearVirtualLinks, FipFlags.FromForwarder,
        [FipDescriptor.Mac(Identity.Mac), FipDescriptor.SwitchName(Identity.SwitchName), .. ports]);

    private (NPort?, ElsReason) Accepted(NPort port)
    {
        log($"{port.Host.Name}: {(port.Parent is null ? "FLOGI" : "FDISC")} of {port.Wwpn} is accepted as {port.Id}");
        return (port, default);
    }

    private (NPort?, ElsReason) Refused(HostPort host, LoginParameters names, ElsReason reason, string text)
    {
        log($"{host.Name}: the login of {names.Wwpn} is refused: {text}");
        return (null, reason);
    }
}
