using TestHarness.FcFabric.Framing;

namespace TestHarness.FcFabric.Switching;

/// <summary>Who the fabric is; constant, so that hosts know it again after it was started anew.</summary>
internal static class Identity
{
    public static readonly MacAddress Mac = new(0x0200fcf00001);

    public static readonly WorldWideName SwitchName = new(0x10000200fcf00001);

    public static readonly WorldWideName FabricName = new(0x20010200fcf00001);
}
