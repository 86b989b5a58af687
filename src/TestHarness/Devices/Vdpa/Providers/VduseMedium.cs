using System.Text.Json.Nodes;

namespace TestHarness.Devices.Vdpa.Providers;

/// <summary>The file or block device that a qemu-storage-daemon exports.</summary>
/// <param name="Driver">QEMU's block driver for the path.</param>
/// <param name="IsDirect">
/// Whether the daemon passes the host's page cache (<c>cache.direct=on</c>): another host reads a shared device, and not this
/// host's cache.
/// </param>
internal sealed record VduseMedium(string Path, string Driver, bool IsDirect)
{
    /// <summary>Returns an image file that one host alone has.</summary>
    public static VduseMedium OfFile(string path) => new(path, "file", IsDirect: false);

    /// <summary>Returns a block device that other hosts have, too.</summary>
    public static VduseMedium OfSharedDevice(string path) => new(path, "host_device", IsDirect: true);

    /// <summary>Returns the daemon's <c>--blockdev</c> for the path, as JSON: a path may have commas.</summary>
    public string ToNode(string name)
    {
        var node = new JsonObject { ["driver"] = Driver, ["node-name"] = name, ["filename"] = Path };
        if (IsDirect)
            node["cache"] = new JsonObject { ["direct"] = true };
        return node.ToJsonString();
    }
}
