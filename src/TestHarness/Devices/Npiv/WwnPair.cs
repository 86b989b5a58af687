namespace TestHarness.Devices.Npiv;

/// <summary>The names of a port: WWNN of its node, WWPN of the port itself.</summary>
public sealed record WwnPair(Wwn Wwnn, Wwn Wwpn)
{
    /// <summary>Reads both names.</summary>
    /// <exception cref="Failures.HarnessException">Class config: a text is not a World Wide Name.</exception>
    public static WwnPair Parse(string wwnn, string wwpn) => new(Wwn.Parse(wwnn), Wwn.Parse(wwpn));

    /// <summary>
    /// Writes the names as the kernel's <c>vport_create</c> and the libvirt documentation do: <c>WWNN:WWPN</c>.
    /// </summary>
    public override string ToString() => $"{Wwnn}:{Wwpn}";
}
