using System.Collections.Immutable;
using static TestHarness.Qemu.CommandLine.Reported.KeyRule;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>
/// The way in which the LUN is opened in place of a report's image: as raw, whatever the report's format is. A guest may write
/// the header of a qcow2 image with any backing file to its disk, and a QEMU that looks for a format would open that file.
/// </summary>
internal static class LunAccess
{
    public const string Vdpa = "virtio-blk-vhost-vdpa";

    public const string AsRaw = "the LUN takes the image's place, and is opened as raw";

    public const string OtherImage = "the guest has no image of the report";

    public const string Blank = "a blank disk takes the image's place";

    /// <summary>The size of a blank disk.</summary>
    public const long BlankBytes = 1 << 30;

    /// <summary>The rules of keys that say how a node is opened, but not which file.</summary>
    public static ImmutableArray<KeyRule> Access { get; } =
    [
        Take(ValueKind.Plain, "cache.direct cache.no-flush cache.writeback read-only readonly auto-read-only force-share"),
        Take(ValueKind.OneOf("ignore unmap"), "discard detect-zeroes"),
        Take(ValueKind.OneOf("threads native io_uring"), "aio"),
    ];

    /// <summary>Returns the driver with which QEMU opens a path of the host.</summary>
    public static string Driver(string path) => path switch
    {
        _ when path.StartsWith("/dev/vhost-vdpa", StringComparison.Ordinal) => Vdpa,
        _ when path.StartsWith("/dev/shm/", StringComparison.Ordinal) => "file",
        _ when path.StartsWith("/dev/", StringComparison.Ordinal) => "host_device",
        _ => "file",
    };

    /// <summary>Returns an option with the kept keys and the harness's own, in the order of the report.</summary>
    public static QemuOption Rebuild(
        QemuOption option,
        ImmutableArray<OptionProperty> reported,
        ImmutableArray<OptionProperty> kept,
        params ReadOnlySpan<(string Key, string Value)> own)
    {
        var wanted = new OrderedDictionary<string, OptionProperty>();
        foreach (var property in kept)
            wanted[property.Key] = property;
        foreach (var (key, value) in own)
            wanted[key] = new OptionProperty(key, value, IsJsonLiteral: option.Value!.IsJson && value == "on");

        var places = reported.Select(property => property.Key).ToList();
        return option.WithOnly(
            wanted.Values.OrderBy(property => places.IndexOf(property.Key) is var at and >= 0 ? at : int.MaxValue));
    }
}
