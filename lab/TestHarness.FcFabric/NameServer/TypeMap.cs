using System.Buffers.Binary;
using System.Collections.Immutable;

namespace TestHarness.FcFabric.NameServer;

/// <summary>
/// The map of FC-4 types: 256 bits in eight words, with type 0 as the last bit of the first word. Source: FC-GS, FC-4 TYPEs
/// object.
/// </summary>
internal static class TypeMap
{
    /// <summary>The length of the map in bytes.</summary>
    public const int Length = 32;

    private const int WordBits = 32;

    /// <summary>Reads the types.</summary>
    public static ImmutableHashSet<byte> Read(ReadOnlySpan<byte> map)
    {
        var types = ImmutableHashSet.CreateBuilder<byte>();
        for (var type = 0; type <= byte.MaxValue; type++)
        {
            if ((BinaryPrimitives.ReadUInt32BigEndian(map[(type / WordBits * sizeof(uint))..]) >> type % WordBits & 1) != 0)
                types.Add((byte)type);
        }

        return types.ToImmutable();
    }

    /// <summary>Writes the types.</summary>
    public static byte[] Write(IEnumerable<byte> types)
    {
        var map = new byte[Length];
        foreach (var type in types)
        {
            var word = map.AsSpan(type / WordBits * sizeof(uint));
            BinaryPrimitives.WriteUInt32BigEndian(word, BinaryPrimitives.ReadUInt32BigEndian(word) | 1u << type % WordBits);
        }

        return map;
    }
}
