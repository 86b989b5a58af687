using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using TestHarness.Failures;

namespace TestHarness.Devices.Npiv;

/// <summary>A World Wide Name of Fibre Channel: 64 bits, of which the first four give the format (NAA, FC-FS).</summary>
public sealed record Wwn
{
    /// <summary>The description of a World Wide Name, for messages.</summary>
    public const string Expected =
        "a World Wide Name: 16 hex digits, with or without 0x or colons, of which the first (the NAA) is 1, 2, 3, 5, 6 or c to f";

    private const int Digits = 16;

    /// <summary>The value that Linux shows for a port without a name.</summary>
    private const ulong NoName = ulong.MaxValue;

    private Wwn(ulong value) => Value = value;

    /// <summary>The 64 bits of the name.</summary>
    public ulong Value { get; }

    /// <summary>Reads a name in any of its forms.</summary>
    /// <remarks>
    /// The formats: 1 IEEE 48-bit, 2 IEEE extended, 3 locally assigned, 5 IEEE registered, 6 IEEE registered extended, 12 to 15
    /// EUI-64 mapped.
    /// </remarks>
    /// <exception cref="HarnessException">Class config: the text is not a World Wide Name.</exception>
    public static Wwn Parse(string text) =>
        TryParse(text, out var wwn)
            ? wwn
            : throw new HarnessException(FailureClass.Config, $"expected {Expected}; found '{text}'");

    /// <summary>Reads a name in any of its forms; returns false when the text is not a World Wide Name.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Wwn? wwn)
    {
        var digits = text ?? "";
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            digits = digits[2..];
        else if (digits.Split(':') is { Length: Digits / 2 } pairs && pairs.All(pair => pair.Length == 2))
            digits = string.Concat(pairs);

        wwn = digits.Length == Digits
            && ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            && value != NoName
            && value >> 60 is 1 or 2 or 3 or 5 or 6 or >= 12
                ? new Wwn(value)
                : null;
        return wwn is not null;
    }

    /// <summary>Writes the name as sysfs prints it: <c>0x5001a4a0f014c8ce</c>.</summary>
    public string ToSysfs() => $"0x{this}";

    /// <summary>Writes the name as libvirt prints it: <c>5001a4a0f014c8ce</c>.</summary>
    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);
}
