using TestHarness.Devices.Npiv;
using YamlDotNet.RepresentationModel;

namespace TestHarness.Environments.Reading;

internal static class VhbaReader
{
    private static readonly Scalar<Wwn> Name = new(Wwn.Expected, (string text, out Wwn value) => Wwn.TryParse(text, out value!));

    public static VhbaRequest? Read(YamlReading reading, YamlNode node)
    {
        if (reading.SectionOf(node, "vhba") is not { } vhba)
            return null;

        var (wwnn, wwpn) = (vhba.Required("wwnn", Name), vhba.Required("wwpn", Name));
        var parent = vhba.Optional("parent", Scalars.Name, null!);
        vhba.RefuseOtherKeys();
        return wwnn is null || wwpn is null ? null : new VhbaRequest(new WwnPair(wwnn, wwpn), parent);
    }

    /// <summary>To be called with all hosts: a name that is given twice is a mistake of the file.</summary>
    public static void RefuseDuplicates(YamlSection top, IEnumerable<HostDescription> hosts)
    {
        var uses = hosts.SelectMany(host => host.Vhbas.Select(vhba => (host.Name, vhba.Wwns!)));
        foreach (var duplicate in WwnUse.Duplicates(uses))
            top.Add(top.Find("hosts")!, $"'vhbas' of hosts: {duplicate}");
    }
}
