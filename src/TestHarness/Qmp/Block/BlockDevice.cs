using System.Text.Json.Serialization;

namespace TestHarness.Qmp.Block;

/// <summary>One device of <c>query-block</c>.</summary>
/// <remarks>Source: BlockInfo in QEMU qapi/block-core.json.</remarks>
public sealed record BlockDevice : IBlockNamed
{
    /// <summary>The name of the backend; empty when it was made with <c>-blockdev</c>.</summary>
    public string Device { get; init; } = "";

    /// <summary>The device's path in the QOM tree, or its id; null when the guest has no such device.</summary>
    public string? Qdev { get; init; }

    /// <summary>Whether the medium can be removed.</summary>
    public bool Removable { get; init; }

    /// <summary>
    /// The status ok, failed or nospace, which QEMU reports for a device that stops on errors (<c>werror</c>, <c>rerror</c>);
    /// null for others.
    /// </summary>
    public string? IoStatus { get; init; }

    /// <summary>The medium; null when there is none.</summary>
    public BlockMedium? Inserted { get; init; }

    /// <summary>The node name of the medium; null when there is no medium or no name.</summary>
    [JsonIgnore]
    public string? NodeName => Inserted?.NodeName;
}

/// <summary>The medium of a block device.</summary>
/// <param name="File">The file name, or a <c>json:</c> description when a name is not enough.</param>
/// <param name="Drv">The block driver, for example raw, qcow2, host_device, virtio-blk-vhost-vdpa.</param>
/// <param name="Ro">Whether the medium is read-only.</param>
public sealed record BlockMedium(string File, string Drv, bool Ro, string? NodeName);
