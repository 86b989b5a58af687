using System.Buffers;
using System.Buffers.Binary;

namespace TestHarness.FcFabric.Framing;

/// <summary>A writer of big-endian fields, one after the other.</summary>
internal sealed class WireWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>Writes a byte.</summary>
    public WireWriter Byte(int value)
    {
        _buffer.Write([(byte)value]);
        return this;
    }

    /// <summary>Writes 16 bits.</summary>
    public WireWriter UInt16(int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_buffer.GetSpan(sizeof(ushort)), (ushort)value);
        _buffer.Advance(sizeof(ushort));
        return this;
    }

    /// <summary>Writes 32 bits.</summary>
    public WireWriter UInt32(long value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_buffer.GetSpan(sizeof(uint)), (uint)value);
        _buffer.Advance(sizeof(uint));
        return this;
    }

    /// <summary>Writes an address identifier.</summary>
    public WireWriter Address(FcAddress address) => Byte(address.Value >> 16).UInt16(address.Value);

    /// <summary>Writes a World Wide Name.</summary>
    public WireWriter Name(WorldWideName name)
    {
        BinaryPrimitives.WriteUInt64BigEndian(_buffer.GetSpan(sizeof(ulong)), name.Value);
        _buffer.Advance(sizeof(ulong));
        return this;
    }

    /// <summary>Writes a MAC address.</summary>
    public WireWriter Mac(MacAddress mac) => UInt16((int)(mac.Value >> 32)).UInt32((long)(mac.Value & uint.MaxValue));

    /// <summary>Writes bytes.</summary>
    public WireWriter Bytes(ReadOnlySpan<byte> bytes)
    {
        _buffer.Write(bytes);
        return this;
    }

    /// <summary>Writes that number of zeros.</summary>
    public WireWriter Zeros(int count) => Bytes(new byte[count]);

    /// <summary>Returns the bytes so far.</summary>
    public byte[] ToArray() => _buffer.WrittenSpan.ToArray();
}
