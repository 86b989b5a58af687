using System.Globalization;

namespace TestHarness.FcFabric.Framing;

/// <summary>A 24-bit address identifier; an N_Port's is its N_Port ID. Source: FC-FS, address identifiers.</summary>
public readonly record struct FcAddress(int Value)
{
    /// <summary>The length of an address in a frame, in bytes.</summary>
    public const int Length = 3;

    /// <summary>The address of the F_Port to which a port logs in.</summary>
    public static readonly FcAddress FPort = new(0xfffffe);

    /// <summary>The address of the fabric controller, which reports changes to ports.</summary>
    public static readonly FcAddress FabricController = new(0xfffffd);

    /// <summary>The address of the name server.</summary>
    public static readonly FcAddress DirectoryService = new(0xfffffc);

    /// <summary>Reads an address.</summary>
    public static FcAddress Read(ReadOnlySpan<byte> bytes) => new(bytes[0] << 16 | bytes[1] << 8 | bytes[2]);

    public override string ToString() => Value.ToString("x6", CultureInfo.InvariantCulture);
}
