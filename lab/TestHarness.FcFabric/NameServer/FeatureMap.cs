using System.Buffers.Binary;
using System.Collections.Immutable;

namespace TestHarness.FcFabric.NameServer;

/// <summary>
/// The map of FC-4 features: four bits for a type, eight types in a word with the first in the last bits. Source: FC-GS, FC-4
/// Features object.
/// </summary>
internal static class FeatureMap
{
    private const int Length = 128;

    private const int TypesPerWord = 8;

    private const int Bits = 4;

    /// <summary>Writes the map.</summary>
    public static byte[] Write(ImmutableDictionary<byte, byte> features)
    {
        var map = new byte[Length];
        foreach (var (type, bits) in features)
        {
            var word = map.AsSpan(type / TypesPerWord * sizeof(uint));
            BinaryPrimitives.WriteUInt32BigEndian(
                word, BinaryPrimitives.ReadUInt32BigEndian(word) | (uint)bits << type % TypesPerWord * Bits);
        }

        return map;
    }
}
