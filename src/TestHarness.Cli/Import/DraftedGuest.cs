using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Qemu.CommandLine.Pasted;
using TestHarness.Qemu.CommandLine.Reported;

namespace TestHarness.Cli.Import;

/// <summary>The guest of a report that a feature is drafted of.</summary>
/// <param name="Part">The part of its source's command that can be launched.</param>
/// <param name="Disk">The disk that gets the LUN; null when no disk has an id.</param>
internal sealed record DraftedGuest(PastedGuest Guest, LaunchablePart Part, DiskSource? Disk)
{
    /// <summary>Chooses the first guest that can be read: one with a destination and a disk before others.</summary>
    /// <returns>The guest; null when the report has none.</returns>
    public static DraftedGuest? Choose(Paste paste) => paste.Guests
        .Where(guest => guest.Source.Problem is null)
        .Select(Read)
        .OfType<DraftedGuest>()
        .OrderByDescending(guest => guest.Disk is not null)
        .ThenByDescending(guest => guest.Guest.Destination is not null)
        .FirstOrDefault();

    /// <summary>Returns the name of the disk in the guest.</summary>
    public string GuestPath => new ReportedCommandLine(Part.CommandLine).GuestPath(Disk!.Device.Text);

    private static DraftedGuest? Read(PastedGuest guest)
    {
        try
        {
            var part = DisksWithIds.In(LaunchablePart.Of(guest.Source));
            _ = new ReportedCommandLine(part.CommandLine);
            return new DraftedGuest(guest, part, DiskOf(DiskSource.Of(part.CommandLine)));
        }
        catch (HarnessException)
        {
            // The command cannot be launched; the draft names its line in a comment.
            return null;
        }
    }

    /// <summary>Chooses the disk that the report is about: a vdpa device, a LUN by its path, another device, an image.</summary>
    private static DiskSource? DiskOf(ImmutableArray<DiskSource> disks) =>
        disks.OrderByDescending(disk => Rank(disk.Path ?? "")).FirstOrDefault();

    private static int Rank(string path) => path switch
    {
        _ when path.Contains("vhost-vdpa", StringComparison.Ordinal) => 3,
        _ when path.StartsWith("/dev/disk/", StringComparison.Ordinal) => 2,
        _ when path.StartsWith("/dev/", StringComparison.Ordinal) => 1,
        _ => 0,
    };
}
