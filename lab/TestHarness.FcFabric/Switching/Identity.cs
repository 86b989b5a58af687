using TestHarness.FcFabric.Framing;

namespace TestHarness.FcFabric.Switching;

/// <summary>The names of the fabric, which are constant, so that hosts recognize the fabric after a restart.</summary>
internal static class Identity
{
    /// <summary>The MAC address of the forwarder.</summary>
    public static readonly MacAddress Mac = new(0x0200fcf00001);

    /// <summary>The name of the switch.</summary>
    public static readonly WorldWideName SwitchName = new(0x10000200fcf00001);

    /// <summary>The name of the fabric.</summary>
    public static readonly WorldWideName FabricName = new(0x20010200fcf00001);
}
