using TestHarness.Devices.Npiv.NodeDevices;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using TestHarness.Storage;

namespace TestHarness.Devices.Npiv.Luns;

/// <summary>A SCSI device as <c>virsh nodedev-list --tree</c> shows it.</summary>
/// <param name="Wwid">The WWID; null when libvirt names the block device by another kind of serial number.</param>
/// <param name="Block">
/// The block device, for example <c>sdc</c> of <c>block_sdc_3600a…</c>; null when the device is not a readable LUN.
/// </param>
internal sealed record TreeLun(ScsiAddress Address, string? Block, Wwid? Wwid)
{
    public override string ToString() => Block is null ? "no block device" : $"{Block} ({Wwid?.ToString() ?? "no WWID"})";
}

/// <summary>The LUNs of a SCSI host in the tree, without those of the vHBAs below the host.</summary>
internal static partial class TreeLuns
{
    /// <summary>Selects the LUNs of a SCSI host.</summary>
    public static ImmutableArray<TreeLun> Of(int host, ImmutableArray<NodeDeviceBranch> tree)
    {
        var top = string.Create(CultureInfo.InvariantCulture, $"scsi_host{host}");
        var luns = ImmutableArray.CreateBuilder<TreeLun>();
        foreach (var branch in tree.Where(branch => branch.Ancestors.FirstOrDefault(IsHost)?.Name == top))
        {
            if (!branch.Name.StartsWith("scsi_", StringComparison.Ordinal)
                || ScsiAddress.Parse(branch.Name["scsi_".Length..], '_') is not { } address)
                continue;

            var block = tree.Where(below => below.Parent == branch)
                .Select(below => Block().Match(below.Name))
                .FirstOrDefault(match => match.Success);
            luns.Add(
                new TreeLun(
                    address,
                    block?.Groups[1].Value,
                    block is { } found && found.Groups[2].Success ? Wwid.Of(found.Groups[2].Value) : null));
        }

        return luns.ToImmutable();
    }

    private static bool IsHost(NodeDeviceBranch branch) => Host().IsMatch(branch.Name);

    [GeneratedRegex(@"\Ascsi_host\d+\z")]
    private static partial Regex Host();

    [GeneratedRegex(@"\Ablock_([a-z0-9]+)(?:_(3(?:[0-9a-f]{16}){1,2})|_\S+)?\z")]
    private static partial Regex Block();
}
