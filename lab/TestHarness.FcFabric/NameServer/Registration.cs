using TestHarness.FcFabric.Framing;
using TestHarness.FcFabric.Logins;

namespace TestHarness.FcFabric.NameServer;

/// <summary>The registration of properties; a port registers only its own.</summary>
internal static class Registration
{
    private const int AddressLength = 4;

    private const int FeaturesLength = 8;

    /// <summary>Sets the property of a port.</summary>
    /// <returns>Whether the request is known, complete and about the port itself.</returns>
    public static bool Apply(NPort port, NameServerCommand command, ReadOnlyMemory<byte> body)
    {
        var bytes = body.Span;
        if (command == NameServerCommand.RegisterSymbolicNodeName)
        {
            if (bytes.Length <= WorldWideName.Length
                || WorldWideName.Read(bytes) != port.Wwnn
                || Text(body[WorldWideName.Length..]) is not { } name)
                return false;
            port.SymbolicNodeName = name;
            return true;
        }

        if (bytes.Length < AddressLength || FcAddress.Read(bytes[1..]) != port.Id)
            return false;
        switch (command)
        {
            case NameServerCommand.RegisterNodeName:
                return bytes.Length >= AddressLength + WorldWideName.Length
                    && WorldWideName.Read(bytes[AddressLength..]) == port.Wwnn;
            case NameServerCommand.RegisterTypes when bytes.Length >= AddressLength + TypeMap.Length:
                port.Types = TypeMap.Read(bytes[AddressLength..]);
                return true;
            case NameServerCommand.RegisterFeatures when bytes.Length >= FeaturesLength:
                port.Features = port.Features.SetItem(bytes[7], (byte)(bytes[6] & 0xf));
                return true;
            case NameServerCommand.RegisterSymbolicPortName when Text(body[AddressLength..]) is { } text:
                port.SymbolicName = text;
                return true;
            default:
                return false;
        }
    }

    /// <summary>Reads a length byte and as many bytes; null when the field is shorter.</summary>
    private static ReadOnlyMemory<byte>? Text(ReadOnlyMemory<byte> field) =>
        field.Length > 0 && field.Span[0] <= field.Length - 1 ? field.Slice(1, field.Span[0]).ToArray() : null;
}
