using System.Text.Json.Serialization;

namespace TestHarness.Qmp.Block;

/// <summary>One device of <c>query-block</c>.</summary>
/// <remarks>Source: BlockInfo in QEMU qapi/block-core.json.</remarks>
public sealed record BlockDevice : IBlockNamed
{
    public string Device { get; init; } = "";

    public string? Qdev { get; init; }

    public bool Removable { get; init; }

    /// <summary>
    /// ok, failed or nospace; told only for a device that stops on errors (<c>werror</c>, <c>rerror</c>), null for others.
    /// </summary>
    public string? IoStatus { get; init; }

    /// <summary>The medium; null where there is none.</summary>
    public BlockMedium? Inserted { get; init; }

    [JsonIgnore]
    public string? NodeName => Inserted?.NodeName;
}

/// <summary>What a block device reads and writes.</summary>
/// <param name="File">The file name, or a <c>json:</c> description where a name cannot say it.</param>
/// <param name="Drv">The block driver, for example raw, qcow2, host_device, virtio-blk-vhost-vdpa.</param>
/// <param name="Ro">Whether it is read-only.</param>
public sealed record BlockMedium(string File, string Drv, bool Ro, string? NodeName);
