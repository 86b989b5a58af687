using System.Buffers.Binary;

namespace TestHarness.FcFabric.Framing;

/// <summary>
/// The CRC of Fibre Channel frames, which is Ethernet's (polynomial 0xedb88320, reflected), computed in steps of eight bytes.
/// </summary>
internal static class Crc32
{
    private const int Step = 8;

    private static readonly uint[][] Tables = MakeTables();

    /// <summary>Computes the CRC.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= Step; bytes = bytes[Step..])
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = Tables[7][(byte)low] ^ Tables[6][(byte)(low >> 8)] ^ Tables[5][(byte)(low >> 16)] ^ Tables[4][low >> 24]
                ^ Tables[3][(byte)high] ^ Tables[2][(byte)(high >> 8)] ^ Tables[1][(byte)(high >> 16)] ^ Tables[0][high >> 24];
        }

        foreach (var next in bytes)
            crc = Tables[0][(byte)(crc ^ next)] ^ crc >> 8;
        return ~crc;
    }

    private static uint[][] MakeTables()
    {
        var tables = new uint[Step][];
        tables[0] =
        [
            .. Enumerable.Range(0, 256).Select(value =>
                Enumerable.Range(0, 8).Aggregate((uint)value, (crc, _) => crc >> 1 ^ ((crc & 1) * 0xedb88320))),
        ];
        for (var i = 1; i < Step; i++)
            tables[i] = [.. tables[i - 1].Select(crc => tables[0][(byte)crc] ^ crc >> 8)];
        return tables;
    }
}
