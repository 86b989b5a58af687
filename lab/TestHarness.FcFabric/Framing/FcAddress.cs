using System.Globalization;

namespace TestHarness.FcFabric.Framing;

/// <summary>A 24-bit address identifier; an N_Port's is its N_Port ID. Source: FC-FS, address identifiers.</summary>
public readonly record struct FcAddress(int Value)
{
    public const int Length = 3;

    /// <summary>The F_Port that a port logs in to.</summary>
    public static readonly FcAddress FPort = new(0xfffffe);

    /// <summary>Tells ports of changes.</summary>
    public static readonly FcAddress FabricController = new(0xfffffd);

    /// <summary>The name server.</summary>
    public static readonly FcAddress DirectoryService = new(0xfffffc);

    public static FcAddress Read(ReadOnlySpan<byte> bytes) => new(bytes[0] << 16 | bytes[1] << 8 | bytes[2]);

    public override string ToString() => Value.ToString("x6", CultureInfo.InvariantCulture);
}
