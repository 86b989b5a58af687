using System.Collections.Immutable;
using TestHarness.FcFabric.Els;
using TestHarness.FcFabric.Fip;
using TestHarness.FcFabric.Framing;
using TestHarness.FcFabric.Logins;

namespace TestHarness.FcFabric.Switching;

/// <summary>Who may log in, and how a login ends: by the port itself, by silence, or by the fabric.</summary>
internal sealed class Sessions(LoginTable logins, StateChanges stateChanges, Transmitter transmitter, Action<string> log)
{
    public const int MostVports = 255;

    /// <summary>How many vHBAs an HBA may have.</summary>
    public int VportLimit { get; set; } = MostVports;

    /// <summary>vHBAs that the fabric does not let in.</summary>
    public HashSet<WorldWideName> Barred { get; } = [];

    /// <summary>FLOGI ends all that the host had before.</summary>
    /// <returns>The port, or why it is refused.</returns>
    public (NPort? Port, ElsReason Reason) LogInHba(HostPort host, LoginParameters names, DateTimeOffset now)
    {
        foreach (var port in logins.Of(host))
            End(port, "logs in anew");
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
            End(same, "logs in anew");
        }

        if (logins.Of(host).Length - 1 >= VportLimit || logins.AddVport(hba, names.Wwpn, names.Wwnn, now) is not { } port)
            return Refused(host, names, ElsReason.InsufficientResources, $"{host.Name} has {VportLimit} vHBAs, which is the limit");
        return Accepted(port);
    }

    /// <summary>A port is logged out; so are the vHBAs of an HBA.</summary>
    public void End(NPort port, string why)
    {
        foreach (var ended in logins.Of(port.Host).Where(other => other == port || other.Parent == port))
        {
            logins.Remove(ended);
            log($"{ended.Host.Name}: {ended.Wwpn} at {ended.Id} is logged out: {why}");
            stateChanges.Tell(ended);
        }
    }

    /// <summary>Ends all of a host, and has the host told to log in anew where it is heard.</summary>
    public void Clear(HostPort host, string why)
    {
        foreach (var port in logins.Of(host))
            End(port, why);
        ClearVirtualLinks(host, []);
    }

    /// <summary>Ends a vHBA and has the host told.</summary>
    public void Clear(NPort port, string why)
    {
        End(port, why);
        ClearVirtualLinks(port.Host, [FipDescriptor.VirtualPort(port.Id, port.Wwpn)]);
    }

    /// <summary>FIP Clear Virtual Links.</summary>
    /// <param name="ports">The VN_Ports; none are all of the host.</param>
    public void ClearVirtualLinks(HostPort host, ImmutableArray<FipDescriptor> ports) => transmitter.Fip(
        host, host.Node ?? MacAddress.AllENodes, FipOperation.ClearVirtualLinks, FipFlags.FromForwarder,
        [FipDescriptor.Mac(Identity.Mac), FipDescriptor.SwitchName(Identity.SwitchName), .. ports]);

    private (NPort?, ElsReason) Accepted(NPort port)
    {
        log($"{port.Host.Name}: {(port.Parent is null ? "FLOGI" : "FDISC")} of {port.Wwpn} is accepted as {port.Id}");
        return (port, default);
    }

    private (NPort?, ElsReason) Refused(HostPort host, LoginParameters names, ElsReason reason, string why)
    {
        log($"{host.Name}: the login of {names.Wwpn} is refused: {why}");
        return (null, reason);
    }
}
