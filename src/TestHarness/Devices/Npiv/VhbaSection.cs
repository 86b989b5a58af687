using TestHarness.Environments;
using TestHarness.Environments.Reading;

namespace TestHarness.Devices.Npiv;

/// <summary>
/// The vHBAs of a host in the environment file. A World Wide Name that stands there twice is an error of the file.
/// </summary>
internal sealed class VhbaSection() : HostSection("vhbas", "vhba")
{
    private static readonly Scalar<Wwn> Name = new(Wwn.Expected, (string text, out Wwn value) => Wwn.TryParse(text, out value!));

    internal override VhbaRequest? ReadItem(YamlSection item)
    {
        var (wwnn, wwpn) = (item.Required("wwnn", Name), item.Required("wwpn", Name));
        var parent = item.Optional("parent", Scalars.Name, null!);
        return wwnn is null || wwpn is null ? null : new VhbaRequest(new WwnPair(wwnn, wwpn), parent);
    }

    internal override IEnumerable<string> FindConflicts(IReadOnlyCollection<HostDescription> hosts) =>
        WwnUse.Duplicates(hosts.SelectMany(host => host.Vhbas().Select(vhba => (host.Name, vhba.Wwns!))));
}
