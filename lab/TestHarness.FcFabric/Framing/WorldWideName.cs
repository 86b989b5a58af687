using System.Buffers.Binary;
using System.Globalization;
using TestHarness.Failures;

namespace TestHarness.FcFabric.Framing;

/// <summary>A WWPN or WWNN, written as 16 hexadecimal digits, as in <c>/sys/class/fc_host</c> without 0x.</summary>
public readonly record struct WorldWideName(ulong Value)
{
    /// <summary>The length of a name in a frame, in bytes.</summary>
    public const int Length = sizeof(ulong);

    private const int Digits = 16;

    /// <summary>Reads a name.</summary>
    public static WorldWideName Read(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt64BigEndian(bytes));

    /// <summary>Reads a name in a text.</summary>
    /// <param name="text">16 hexadecimal digits, with or without colons or 0x.</param>
    /// <exception cref="HarnessException">Class config: the text is not a World Wide Name.</exception>
    public static WorldWideName Parse(string text)
    {
        var plain = text.Replace(":", "", StringComparison.Ordinal);
        var digits = plain.StartsWith("0x", StringComparison.Ordinal) ? plain[2..] : plain;
        return digits.Length == Digits
            && ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? new WorldWideName(value)
            : throw new HarnessException(
                FailureClass.Config, $"'{text}' is not a WWN: expected {Digits} hexadecimal digits such as 5001a4a0f014c8ce");
    }

    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);
}
