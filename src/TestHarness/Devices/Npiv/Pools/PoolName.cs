using TestHarness.Naming;

namespace TestHarness.Devices.Npiv.Pools;

/// <summary>The name of a storage pool of libvirt.</summary>
/// <remarks>
/// libvirt refuses an empty name, a slash and a line end (src/conf/storage_conf.c), and keeps the pool in NAME.xml, which is at
/// most NAME_MAX.
/// </remarks>
public sealed record PoolName : Name
{
    private static readonly NameRule Rule = new("a storage pool", MaxLength: 251);

    private PoolName(string text)
        : base(Rule, text)
    {
    }

    /// <summary>Reads the name of a storage pool.</summary>
    /// <exception cref="Failures.HarnessException">Class config: the text is not a pool's name.</exception>
    public static PoolName Parse(string text) => new(text);
}
