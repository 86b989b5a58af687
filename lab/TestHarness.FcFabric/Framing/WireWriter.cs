using System.Buffers;
using System.Buffers.Binary;

namespace TestHarness.FcFabric.Framing;

/// <summary>Writes big-endian fields one after the other.</summary>
internal sealed class WireWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    public WireWriter Byte(int value)
    {
        _buffer.Write([(byte)value]);
        return this;
    }

    public WireWriter UInt16(int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_buffer.GetSpan(sizeof(ushort)), (ushort)value);
        _buffer.Advance(sizeof(ushort));
        return this;
    }

    public WireWriter UInt32(long value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_buffer.GetSpan(sizeof(uint)), (uint)value);
        _buffer.Advance(sizeof(uint));
        return this;
    }

    public WireWriter Address(FcAddress address) => Byte(address.Value >> 16).UInt16(address.Value);

    public WireWriter Name(WorldWideName name)
    {
        BinaryPrimitives.WriteUInt64BigEndian(_buffer.GetSpan(sizeof(ulong)), name.Value);
        _buffer.Advance(sizeof(ulong));
        return this;
    }

    public WireWriter Mac(MacAddress mac) => UInt16((int)(mac.Value >> 32)).UInt32((long)(mac.Value & uint.MaxValue));

    public WireWriter Bytes(ReadOnlySpan<byte> bytes)
    {
        _buffer.Write(bytes);
        return this;
    }

    public WireWriter Zeros(int count) => Bytes(new byte[count]);

    public byte[] ToArray() => _buffer.WrittenSpan.ToArray();
}
