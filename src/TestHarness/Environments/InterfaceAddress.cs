using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace TestHarness.Environments;

/// <summary>An IPv4 address of an interface with the length of its network's prefix, for example <c>10.20.0.100/24</c>.</summary>
public sealed record InterfaceAddress(IPAddress Address, int PrefixLength)
{
    /// <summary>The accepted texts, in words, for messages.</summary>
    public const string Expected = "an IPv4 address with the length of its prefix, such as 10.20.0.100/24";

    /// <summary>Parses an address with its prefix; returns false when the text is not such an address.</summary>
    public static bool TryParse(string text, out InterfaceAddress value)
    {
        value = null!;
        if (text.Split('/') is not [var address, var prefix]
            || !IPAddress.TryParse(address, out var parsed)
            || parsed.AddressFamily != AddressFamily.InterNetwork || parsed.ToString() != address
            || !int.TryParse(prefix, NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length is < 1 or > 30)
        {
            return false;
        }

        value = new InterfaceAddress(parsed, length);
        return true;
    }

    /// <summary>Returns the address that is <paramref name="count"/> after this one.</summary>
    public InterfaceAddress After(int count)
    {
        var bytes = Address.GetAddressBytes();
        bytes[^1] += (byte)count;
        return this with { Address = new IPAddress(bytes) };
    }

    public override string ToString() => $"{Address}/{PrefixLength}";
}
