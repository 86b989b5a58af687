using System.Collections.Immutable;

namespace TestHarness.Environments.Reading;

/// <summary>Reads the mapping <c>overlays</c> of <c>storage</c>.</summary>
internal static class OverlayReader
{
    /// <summary>Reads the place of overlays; the mistakes are in the reading.</summary>
    /// <param name="luns">The LUNs of the environment.</param>
    public static OverlayPlace? Read(YamlSection? overlays, ImmutableArray<Lun> luns)
    {
        if (overlays is null)
            return null;

        var directory = overlays.Optional("directory", Scalars.AbsolutePath, null!);
        var lun = overlays.Optional("lun", Scalars.Name, null!);
        overlays.RefuseOtherKeys();
        if (overlays.Has("directory") == overlays.Has("lun"))
            overlays.Add(overlays.Node, "'overlays' of storage: expected either 'directory' or 'lun'");
        else if (lun is not null && !luns.Any(other => other.Name == lun && other is DeviceLun))
            overlays.Add(overlays.Find("lun")!, $"'lun' of overlays: storage has no LUN '{lun}' of kind 'device'");

        return directory is not null ? new OverlayDirectory(directory) : lun is null ? null : new OverlayLun(lun);
    }
}
