namespace TestHarness.Devices.Npiv;

/// <summary>The names of a port: WWNN of its node, WWPN of the port itself.</summary>
public sealed record WwnPair(Wwn Wwnn, Wwn Wwpn)
{
    /// <exception cref="Failures.HarnessException">Class config: one is no World Wide Name.</exception>
    public static WwnPair Parse(string wwnn, string wwpn) => new(Wwn.Parse(wwnn), Wwn.Parse(wwpn));

    /// <summary>As the kernel's <c>vport_create</c> and the libvirt documentation write it.</summary>
    public override string ToString() => $"{Wwnn}:{Wwpn}";
}
