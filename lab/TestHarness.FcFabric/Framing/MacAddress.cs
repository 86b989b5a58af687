namespace TestHarness.FcFabric.Framing;

internal readonly record struct MacAddress(ulong Value)
{
    public const int Length = 6;

    /// <summary>To this group an FCF multicasts its advertisements.</summary>
    public static readonly MacAddress AllENodes = new(0x011018010001);

    /// <summary>FC-MAP, the first half of every fabric-provided MAC address; FC-BB-5's default.</summary>
    public const int FcMap = 0x0efc00;

    public static MacAddress Read(ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        foreach (var part in bytes[..Length])
            value = value << 8 | part;
        return new(value);
    }

    /// <summary>The fabric-provided MAC address of an N_Port ID.</summary>
    public static MacAddress Of(FcAddress address) => new((ulong)FcMap << 24 | (uint)address.Value);

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
