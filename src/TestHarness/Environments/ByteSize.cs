using System.Globalization;
using System.Numerics;

namespace TestHarness.Environments;

/// <summary>A number of bytes, written as <c>1GiB</c>, <c>512 MiB</c>, <c>100MB</c> or <c>4096</c> (bytes).</summary>
public readonly record struct ByteSize(long Bytes) : IComparable<ByteSize>, IComparisonOperators<ByteSize, ByteSize, bool>
{
    // Binary units before decimal ones, large before small: ToString takes the first unit that fits.
    private static readonly (string Name, long Bytes)[] Units =
    [
        ("TiB", 1L << 40), ("GiB", 1L << 30), ("MiB", 1L << 20), ("KiB", 1L << 10),
        ("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1_000), ("kB", 1_000), ("B", 1),
    ];

    /// <summary>The size in whole MiB, rounded down.</summary>
    public int MiB => (int)(Bytes >> 20);

    /// <summary>Makes a size of this many MiB.</summary>
    public static ByteSize FromMiB(long mebibytes) => new(mebibytes << 20);

    /// <summary>Compares two sizes.</summary>
    public static bool operator <(ByteSize left, ByteSize right) => left.Bytes < right.Bytes;

    /// <summary>Compares two sizes.</summary>
    public static bool operator >(ByteSize left, ByteSize right) => left.Bytes > right.Bytes;

    /// <summary>Compares two sizes.</summary>
    public static bool operator <=(ByteSize left, ByteSize right) => left.Bytes <= right.Bytes;

    /// <summary>Compares two sizes.</summary>
    public static bool operator >=(ByteSize left, ByteSize right) => left.Bytes >= right.Bytes;

    /// <summary>
    /// Parses a size as people write it; returns false when the text is not a whole number of bytes in a known unit.
    /// </summary>
    public static bool TryParse(string text, out ByteSize size)
    {
        var trimmed = text.Trim();
        var digits = trimmed.Length - trimmed.TrimStart("0123456789.").Length;
        var unitName = trimmed[digits..].TrimStart();
        var unit = Units.FirstOrDefault(unit => unit.Name == (unitName.Length == 0 ? "B" : unitName));
        size = default;
        if (unit.Bytes == 0
            || !decimal.TryParse(trimmed[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || number > long.MaxValue / unit.Bytes
            || number * unit.Bytes % 1 != 0)
            return false;

        size = new ByteSize((long)(number * unit.Bytes));
        return true;
    }

    public int CompareTo(ByteSize other) => Bytes.CompareTo(other.Bytes);

    /// <summary>
    /// Formats the size in the largest binary unit of which it is a whole number, or else in the largest decimal one.
    /// </summary>
    public override string ToString()
    {
        var bytes = Bytes;
        var unit = Units.First(unit => bytes % unit.Bytes == 0 && (bytes != 0 || unit.Bytes == 1));
        return FormattableString.Invariant($"{bytes / unit.Bytes} {unit.Name}");
    }
}
