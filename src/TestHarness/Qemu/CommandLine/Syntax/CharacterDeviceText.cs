using System.Collections.Immutable;

namespace TestHarness.Qemu.CommandLine.Syntax;

/// <summary>
/// Reads and writes <c>tcp:0:4444,server,nowait</c>: an address, then properties when it is a socket; the path of a <c>file:</c>
/// may have commas.
/// </summary>
internal static class CharacterDeviceText
{
    public const string AddressKey = "address";

    private static readonly ImmutableArray<string> Sockets = ["tcp:", "telnet:", "tn3270:", "websocket:", "unix:"];

    /// <summary>Splits a text into properties.</summary>
    public static ImmutableArray<OptionProperty> Parse(string text)
    {
        if (!IsSocket(text))
            return [new OptionProperty(AddressKey, text)];

        var at = 0;
        var address = KeyValueText.ReadValue(text, ref at);
        return [new OptionProperty(AddressKey, address), .. KeyValueText.Parse(text[at..], null)];
    }

    /// <summary>Writes properties as a text.</summary>
    public static string Format(ImmutableArray<OptionProperty> properties)
    {
        var address = properties.FirstOrDefault(property => property.Key == AddressKey).Value ?? "";
        var others = properties.RemoveAll(property => property.Key == AddressKey);
        return others.IsEmpty && !IsSocket(address)
            ? address
            : string.Join(',', [KeyValueText.Escape(address), .. others.Select(other => KeyValueText.Format([other], null))]);
    }

    private static bool IsSocket(string text) =>
        Sockets.Any(scheme => text.StartsWith(scheme, StringComparison.Ordinal)
            || text.StartsWith($"mon:{scheme}", StringComparison.Ordinal));
}
