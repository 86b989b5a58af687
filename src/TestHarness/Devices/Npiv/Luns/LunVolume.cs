using System.Xml.Linq;
using TestHarness.Devices.Npiv.Pools;

namespace TestHarness.Devices.Npiv.Luns;

/// <summary>A LUN by its pool and volume; a destination host with the same pool has the same volume.</summary>
public sealed record LunVolume(PoolName Pool, string Volume) : LunSource
{
    /// <summary>Writes the <c>source</c> element with pool and volume.</summary>
    public override XElement ToXml() => new("source", new XAttribute("pool", Pool), new XAttribute("volume", Volume));
}
