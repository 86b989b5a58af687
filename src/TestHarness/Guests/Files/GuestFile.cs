using TestHarness.Failures;

namespace TestHarness.Guests.Files;

/// <summary>A file of random content on a file system that a guest made at the start of its disk.</summary>
/// <param name="Disk">The disk's path in the guest that made the file.</param>
/// <param name="Sha256">The SHA-256 of the content that was written.</param>
/// <param name="Bytes">The size in bytes.</param>
public sealed record GuestFile(string Disk, string Sha256, long Bytes)
{
    private const string Folder = "/mnt";

    /// <summary>
    /// Makes the file system (ext2, because busybox has mke2fs) and the file, and writes everything to the medium: fsync may omit
    /// the file's last size when ext4 has no journal (until Linux commit 1308255bbf84, "ext4: fix fsync(2) for nojournal mode").
    /// </summary>
    /// <param name="filesystem">The size of the file system in MiB; the disk behind it stays free for other use.</param>
    /// <param name="size">The size of the file in MiB.</param>
    /// <exception cref="HarnessException">
    /// Class guest-health: the guest did not make the file; the message has the guest's output.
    /// </exception>
    public static async Task<GuestFile> MakeAsync(
        IGuestShell guest, string disk, int filesystem, int size, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var script = $$"""
            set -e
            mke2fs -F -I 256 {{disk}} {{filesystem * 1024}} > /run/mke2fs 2>&1 || { cat /run/mke2fs; exit 1; }
            mount -t ext2 {{disk}} {{Folder}}
            dd if=/dev/urandom of={{Folder}}/file bs=1M count={{size}} conv=fsync 2> /dev/null
            sync
            sha256sum < {{Folder}}/file
            """;
        var result = await guest.RunAsync(script, timeout, cancellationToken);
        return result.ExitCode == 0
            ? new GuestFile(disk, result.Output.Split(' ')[0].Trim(), (long)size << 20)
            : throw new HarnessException(
                FailureClass.GuestHealth,
                $"the guest made no file on {disk} (exit code {result.ExitCode}): {result.Output.Trim()}");
    }

    /// <summary>
    /// Reads the file from the medium and compares it: mounts the file system again, without the guest's caches.
    /// </summary>
    /// <param name="guest">The guest that made the file, or another guest with the same disk.</param>
    /// <param name="disk">The disk's path in that guest.</param>
    /// <exception cref="HarnessException">
    /// Class data: the file cannot be read, or its content is not what was written.
    /// </exception>
    public async Task<string> VerifyAsync(
        IGuestShell guest, string disk, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var script = $$"""
            ! grep -q ' {{Folder}} ' /proc/mounts || umount {{Folder}} || exit
            echo 3 > /proc/sys/vm/drop_caches
            mount -t ext2 {{disk}} {{Folder}} || exit
            sha256sum < {{Folder}}/file && wc -c < {{Folder}}/file
            """;
        var result = await guest.RunAsync(script, timeout, cancellationToken);
        if (result.ExitCode != 0)
            throw new HarnessException(
                FailureClass.Data, $"the file on {disk} cannot be read (exit code {result.ExitCode}): {result.Output.Trim()}");

        var lines = result.Output.Split('\n');
        var found = lines[0].Split(' ')[0];
        return found == Sha256
            ? $"the file on {disk} has the SHA-256 with which it was written: {found}"
            : throw new HarnessException(
                FailureClass.Data,
                $"the file on {disk} was written with {Bytes} bytes of SHA-256 {Sha256}, and has {lines[1]} of {found}");
    }
}
