using System.Xml.Linq;
using TestHarness.Domains;
using TestHarness.Failures;

namespace TestHarness.Devices.Npiv.Luns;

/// <summary>A LUN as a disk of a libvirt domain (formatdomain, Hard drives).</summary>
/// <param name="Source">The path of the LUN's block device, or its pool and volume.</param>
/// <param name="Target">The disk's name in the domain, for example <c>sda</c>.</param>
/// <param name="Bus">
/// The bus; a LUN is passed through on <c>scsi</c> (virtio-scsi) alone, or on <c>virtio</c> by old machines.
/// </param>
/// <param name="Cache">
/// The host's cache; QEMU's default when null. libvirt migrates a disk of a block device only with <c>none</c> or
/// <c>directsync</c>.
/// </param>
/// <param name="Alias">
/// The id of QEMU's device; libvirt chooses one when null. libvirt accepts ids that begin with <c>ua-</c>.
/// </param>
public sealed record LunDisk(
    LunSource Source, LunUse Use, string Target = "sda", string Bus = "scsi", string? Cache = null, string? Alias = null)
    : IDomainDevice
{
    /// <summary>Returns a guest's disk that libvirt migrates: the host does not cache it.</summary>
    public static LunDisk Of(LunSource source, LunUse use, string alias) => new(source, use, Cache: "none", Alias: alias);

    /// <summary>Writes the <c>disk</c> element.</summary>
    /// <exception cref="HarnessException">Class config: the LUN is to be passed through on a bus that cannot do so.</exception>
    public XElement ToXml()
    {
        if (Use == LunUse.PassThrough && Bus is not ("scsi" or "virtio"))
            throw new HarnessException(
                FailureClass.Config,
                $"a LUN is passed through on bus scsi or virtio, found bus '{Bus}'; use device='disk' on it");

        return new XElement(
            "disk",
            new XAttribute("type", Source is LunVolume ? "volume" : "block"),
            new XAttribute("device", Use == LunUse.PassThrough ? "lun" : "disk"),
            new XElement(
                "driver",
                new XAttribute("name", "qemu"),
                new XAttribute("type", "raw"),
                Cache is null ? null : new XAttribute("cache", Cache)),
            Source.ToXml(),
            new XElement("target", new XAttribute("dev", Target), new XAttribute("bus", Bus)),
            Alias is null ? null : new XElement("alias", new XAttribute("name", Alias)));
    }

    IEnumerable<XElement> IDomainDevice.ToXml() => [ToXml()];
}
