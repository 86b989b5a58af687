using TestHarness.FcFabric.Framing;
using TestHarness.FcFabric.Logins;
using TestHarness.FcFabric.Switching;

namespace TestHarness.FcFabric.NameServer;

/// <summary>
/// The directory of ports. A port finds the ports with which it shares a zone, and registers its own properties.
/// </summary>
internal sealed class NameServerService(
    LoginTable logins, Zoning.Zoning zoning, StateChanges stateChanges, Transmitter transmitter)
{
    /// <summary>The mark of a list's last entry.</summary>
    private const int LastEntry = 0x80;

    /// <summary>Answers a request.</summary>
    public void Handle(NPort from, FrameHeader request, ReadOnlyMemory<byte> unit)
    {
        if (CommonTransport.Command(unit.Span) is not { } command)
            return;

        var body = unit[CommonTransport.HeaderLength..];
        var answer = (int)command >> 8 == 2 ? Register(from, command, body) : Query(from, command, body.Span);
        transmitter.Reply(from, request, RoutingControl.SolicitedControl, answer);
    }

    private byte[] Query(NPort from, NameServerCommand command, ReadOnlySpan<byte> body)
    {
        switch (command)
        {
            case NameServerCommand.GetIdsByType or NameServerCommand.GetPortNamesByType
                or NameServerCommand.GetNodeNamesByType when body.Length >= 4:
                return List(from, command, body[3]);
            case NameServerCommand.GetIdByPortName when body.Length >= WorldWideName.Length:
                return Visible(from, logins.Find(WorldWideName.Read(body))) is { } named
                    ? CommonTransport.Accept(new WireWriter().Byte(0).Address(named.Id).ToArray())
                    : CommonTransport.Reject(RejectReason.UnableToPerform, RejectExplanation.PortNameNotRegistered);
            case NameServerCommand.GetPortName or NameServerCommand.GetNodeName or NameServerCommand.GetTypes
                or NameServerCommand.GetFeatures or NameServerCommand.GetSymbolicPortName when body.Length >= 4:
                return Visible(from, logins.Find(FcAddress.Read(body[1..]))) is { } port
                    ? CommonTransport.Accept(Attribute(port, command))
                    : CommonTransport.Reject(RejectReason.UnableToPerform, RejectExplanation.PortIdNotRegistered);
            default:
                return CommonTransport.Reject(RejectReason.NotSupported, RejectExplanation.None);
        }
    }

    private byte[] List(NPort from, NameServerCommand command, byte type)
    {
        var found = logins.All.Where(port => port.Types.Contains(type) && zoning.Joins(from, port)).ToArray();
        if (found.Length == 0)
            return CommonTransport.Reject(RejectReason.UnableToPerform, RejectExplanation.TypesNotRegistered);

        var entries = new WireWriter();
        foreach (var port in found)
        {
            entries.Byte(port == found[^1] ? LastEntry : 0).Address(port.Id);
            if (command != NameServerCommand.GetIdsByType)
                entries.Zeros(4).Name(command == NameServerCommand.GetPortNamesByType ? port.Wwpn : port.Wwnn);
        }

        return CommonTransport.Accept(entries.ToArray());
    }

    private static byte[] Attribute(NPort port, NameServerCommand command) => command switch
    {
        NameServerCommand.GetPortName => new WireWriter().Name(port.Wwpn).ToArray(),
        NameServerCommand.GetNodeName => new WireWriter().Name(port.Wwnn).ToArray(),
        NameServerCommand.GetTypes => TypeMap.Write(port.Types),
        NameServerCommand.GetSymbolicPortName =>
            new WireWriter().Byte(port.SymbolicName.Length).Bytes(port.SymbolicName.Span).ToArray(),
        _ => FeatureMap.Write(port.Features),
    };

    /// <summary>
    /// Registers a property. Other ports are informed once the port has registered its types or features: before that it is in no
    /// list by type.
    /// </summary>
    private byte[] Register(NPort from, NameServerCommand command, ReadOnlyMemory<byte> body)
    {
        if (!Registration.Apply(from, command, body))
            return CommonTransport.Reject(RejectReason.NotSupported, RejectExplanation.None);
        if (command is NameServerCommand.RegisterTypes or NameServerCommand.RegisterFeatures)
            stateChanges.Tell(from);
        return CommonTransport.Accept([]);
    }

    private NPort? Visible(NPort from, NPort? port) => port is not null && zoning.Joins(from, port) ? port : null;
}
