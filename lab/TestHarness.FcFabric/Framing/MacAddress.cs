namespace TestHarness.FcFabric.Framing;

/// <summary>A MAC address.</summary>
internal readonly record struct MacAddress(ulong Value)
{
    /// <summary>The length of an address in a frame, in bytes.</summary>
    public const int Length = 6;

    /// <summary>The group to which an FCF sends its advertisements.</summary>
    public static readonly MacAddress AllENodes = new(0x011018010001);

    /// <summary>FC-MAP, the first half of every fabric-provided MAC address; FC-BB-5's default.</summary>
    public const int FcMap = 0x0efc00;

    /// <summary>Reads an address.</summary>
    public static MacAddress Read(ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        foreach (var part in bytes[..Length])
            value = value << 8 | part;
        return new(value);
    }

    /// <summary>Returns the fabric-provided MAC address of an N_Port ID.</summary>
    public static MacAddress Of(FcAddress address) => new((ulong)FcMap << 24 | (uint)address.Value);

    /// <summary>Writes the address.</summary>
    public void Write(Span<byte> bytes)
    {
        for (var i = 0; i < Length; i++)
            bytes[i] = (byte)(Value >> 8 * (Length - 1 - i));
    }

    public override string ToString()
    {
        var bytes = new byte[Length];
        Write(bytes);
        return string.Join(':', bytes.Select(part => $"{part:x2}"));
    }
}
