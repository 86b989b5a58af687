using System.Xml.Linq;
using TestHarness.Devices.Npiv.Pools;
using TestHarness.Failures;

namespace TestHarness.Devices.Npiv.Luns;

/// <summary>How a guest has a LUN.</summary>
public enum LunUse
{
    /// <summary>QEMU's own disk over it: <c>device='disk'</c>, <c>scsi-hd</c>.</summary>
    Emulated,

    /// <summary>The guest's SCSI commands reach the LUN: <c>device='lun'</c>, <c>scsi-block</c>.</summary>
    PassThrough,
}

/// <summary>The disk element of a libvirt domain for a LUN (formatdomain, Hard drives).</summary>
/// <param name="Source">The path of its block device, or its pool and volume.</param>
/// <param name="Target">The disk's name in the domain, for example <c>sda</c>.</param>
/// <param name="Bus">A LUN is passed through on <c>scsi</c> (virtio-scsi) alone, or on <c>virtio</c> by old machines.</param>
/// <param name="Cache">libvirt takes migrating a disk of a block device for safe with <c>none</c> or <c>directsync</c>; QEMU's default where null.</param>
public sealed record LunDisk(LunSource Source, LunUse Use, string Target = "sda", string Bus = "scsi", string? Cache = null)
{
    /// <exception cref="HarnessException">Class config: the LUN is to be passed through on a bus that cannot.</exception>
    public XElement ToXml()
    {
        if (Use == LunUse.PassThrough && Bus is not ("scsi" or "virtio"))
            throw new HarnessException(FailureClass.Config, $"a LUN is passed through on bus scsi or virtio, found bus '{Bus}'; use device='disk' on it");

        return new XElement(
            "disk",
            new XAttribute("type", Source is LunVolume ? "volume" : "block"),
            new XAttribute("device", Use == LunUse.PassThrough ? "lun" : "disk"),
            new XElement(
                "driver", new XAttribute("name", "qemu"), new XAttribute("type", "raw"), Cache is null ? null : new XAttribute("cache", Cache)),
            Source.ToXml(),
            new XElement("target", new XAttribute("dev", Target), new XAttribute("bus", Bus)));
    }
}

/// <summary>Where libvirt finds a LUN.</summary>
public abstract record LunSource
{
    public abstract XElement ToXml();
}

/// <summary>By its stable path, for example <c>/dev/disk/by-path/pci-0000:04:00.1-fc-0x203400a0b85ad1d7-lun-0</c>.</summary>
public sealed record LunPath(string Path) : LunSource
{
    public override XElement ToXml() => new("source", new XAttribute("dev", Path));
}

/// <summary>By its pool and volume, which a destination host with the same pool has too.</summary>
public sealed record LunVolume(PoolName Pool, string Volume) : LunSource
{
    public override XElement ToXml() => new("source", new XAttribute("pool", Pool), new XAttribute("volume", Volume));
}
