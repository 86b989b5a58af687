using TestHarness.Qemu.CommandLine;
using TestHarness.Qemu.CommandLine.Reported;

namespace TestHarness.Cli.Import;

/// <summary>Gives an id to each disk of a command line that has none, because a step names the disk by its id.</summary>
internal static class DisksWithIds
{
    /// <summary>
    /// Writes a <c>-drive</c> with <c>if=virtio</c> as a drive and a device, as QEMU reads it, and adds ids to other disks.
    /// </summary>
    public static LaunchablePart In(LaunchablePart part)
    {
        var line = part.CommandLine;
        var notes = part.LeftOut;
        foreach (var option in line.Options)
        {
            if (option.Name == "drive" && option["if"] == "virtio")
            {
                var drive = option["id"] ?? Free(line, "drive");
                var disk = new Device("virtio-blk-pci", Free(line, "disk")).With("drive", drive);
                line = Replace(line, option, option.With("if", "none").With("id", drive).Without("index")).With(disk);
                notes = notes.Add($"{option}, which is written as a drive and the device {disk.Id}");
            }
            else if (option.Name == "device" && option["drive"] is not null && option["id"] is null)
            {
                line = Replace(line, option, option.With("id", Free(line, "disk")));
            }
        }

        return new LaunchablePart(line, notes);
    }

    private static QemuCommandLine Replace(QemuCommandLine line, QemuOption option, QemuOption other) =>
        line.Replace(each => ReferenceEquals(each, option), _ => other);

    private static string Free(QemuCommandLine line, string name) =>
        Enumerable.Range(0, int.MaxValue).Select(number => $"{name}{number}")
            .First(id => line.Options.All(option => option["id"] != id));
}
