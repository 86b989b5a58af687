using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace TestHarness.Qemu.CommandLine.Meaning;

/// <summary>Chooses one spelling for values that QEMU reads as the same.</summary>
internal static partial class NormalValue
{
    /// <summary>Keys whose value is a name or path, where <c>yes</c> is not <c>on</c>.</summary>
    private static readonly ImmutableHashSet<string> Names =
        [
            "id", "node-name", "driver", "file", "filename", "path", "serial", "guest", "model", "chardev", "drive", "netdev",
            "bus",
        ];

    /// <summary>Returns the normal spelling of a value.</summary>
    public static string Of(string option, string key, string value) => (option, key) switch
    {
        ("m", "size" or "maxmem") => Size(value, 1L << 20),
        ("object", "size") => Size(value, 1),
        ("device", "addr") => PciAddress(value),
        _ when Names.Contains(key[(key.LastIndexOf('.') + 1)..]) => value,
        _ => value switch
        {
            "yes" or "true" or "y" => "on",
            "no" or "false" or "n" => "off",
            _ => value,
        },
    };

    /// <returns>The size in bytes; a text that is not a size unchanged.</returns>
    private static string Size(string value, long unit) =>
        QemuSize.Parse(value, unit)?.ToString("0", CultureInfo.InvariantCulture) ?? value;

    /// <summary>Returns slot and function, both hexadecimal: <c>0x3</c> is <c>3.0</c>.</summary>
    private static string PciAddress(string value)
    {
        var match = PciAddressText().Match(value);
        return match.Success ? $"{Hex(match.Groups["slot"])}.{Hex(match.Groups["function"])}" : value;
    }

    private static string Hex(Group digits) =>
        digits.Success
            ? int.Parse(digits.ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)
                .ToString("x", CultureInfo.InvariantCulture)
            : "0";

    [GeneratedRegex(
        @"\A(?:0x)?(?<slot>[0-9a-f]{1,2})(?:\.(?:0x)?(?<function>[0-7]))?\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PciAddressText();
}
