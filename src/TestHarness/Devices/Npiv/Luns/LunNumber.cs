using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace TestHarness.Devices.Npiv.Luns;

/// <summary>
/// The number of a logical unit: 64 bits, of which an array with flat or hierarchical numbers uses more than the first byte.
/// </summary>
/// <param name="Value">
/// The number as Linux counts, in <c>H:C:T:L</c>: the 16-bit words of SCSI's LUN field, the first word as the lowest.
/// </param>
/// <remarks>SAM-5 4.7; int_to_scsilun in drivers/scsi/scsi_common.c.</remarks>
public readonly record struct LunNumber(ulong Value)
{
    private const string Hexadecimal = "0x";

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>Reads a number as Linux counts it, or SCSI's LUN field as <c>0x</c> and 16 digits.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out LunNumber? number)
    {
        number = text.StartsWith(Hexadecimal, StringComparison.Ordinal)
            ? ulong.TryParse(text[Hexadecimal.Length..], NumberStyles.AllowHexSpecifier, Invariant, out var field)
                ? new LunNumber(SwapWords(field))
                : null
            : ulong.TryParse(text, NumberStyles.None, Invariant, out var value)
                ? new LunNumber(value)
                : null;
        return number is not null;
    }

    /// <summary>Writes SCSI's LUN field, for example <c>0x4010400000000000</c>.</summary>
    public override string ToString() => $"{Hexadecimal}{SwapWords(Value).ToString("x16", Invariant)}";

    private static ulong SwapWords(ulong value) =>
        (value << 48) | ((value & 0xffff_0000) << 16) | ((value >> 16) & 0xffff_0000) | (value >> 48);
}
