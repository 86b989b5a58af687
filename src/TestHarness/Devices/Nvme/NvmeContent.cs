using TestHarness.Failures;
using TestHarness.Guests;
using TestHarness.Guests.Disks;

namespace TestHarness.Devices.Nvme;

/// <summary>Random content that a guest wrote to the start of its NVMe disk.</summary>
internal sealed class NvmeContent
{
    /// <summary>The serial number by which the guest finds the disk.</summary>
    public const string Serial = "testharness-nvme";

    /// <summary>
    /// Waits for the disk until it can be opened; the kernel finds disks asynchronously and busybox has nothing to wait for one
    /// with.
    /// </summary>
    private const string Find = $$"""
        {{DiskInGuest.IsReady}}
        cd /run || exit
        while :; do
            for controller in /sys/class/nvme/nvme*; do
                [ "$(cat "$controller/serial" 2> /dev/null | tr -d ' ')" = {{Serial}} ] || continue
                name=${controller##*/}n1
                [ -b "/dev/$name" ] && is_ready "/sys/block/$name" && break 2
            done
            sleep 0.02
        done
        disk=/dev/$name
        """;

    private const string Read = """
        dd if="$disk" of=content bs=64k count=16 iflag=direct 2> said || { cat said; exit 1; }
        [ "$(wc -c < content)" = 1048576 ] || { cat said; exit 1; }
        sha256sum < content
        """;

    private readonly string _sha256;

    private NvmeContent(string sha256) => _sha256 = sha256;

    /// <summary>Writes 1 MiB, and reads it back past the guest's caches.</summary>
    /// <exception cref="HarnessException">Class data: the guest does not find the disk, or a write failed.</exception>
    public static async Task<NvmeContent> WriteAsync(IGuestShell shell, TimeSpan timeout, CancellationToken cancellationToken) =>
        new(await RunAsync(
            shell,
            $$"""
            {{Find}}
            dd if=/dev/urandom of="$disk" bs=64k count=16 oflag=direct conv=fsync 2> said || { cat said; exit 1; }
            {{Read}}
            """,
            timeout,
            cancellationToken));

    /// <summary>Compares the disk with the content that the guest wrote.</summary>
    /// <exception cref="HarnessException">Class data: the content differs.</exception>
    public async Task CompareAsync(IGuestShell shell, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var found = await RunAsync(shell, $"{Find}\n{Read}", timeout, cancellationToken);
        if (found != _sha256)
        {
            throw new HarnessException(
                FailureClass.Data,
                $"the first 1 MiB of the NVMe disk: expected SHA-256 {_sha256}, which the guest wrote before the leg, found "
                + $"{found}");
        }
    }

    private static async Task<string> RunAsync(
        IGuestShell shell, string script, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var result = await shell.RunAsync(script, timeout, cancellationToken);
        return result.ExitCode == 0 && result.Output.Split(' ') is [{ Length: 64 } sha256, ..]
            ? sha256
            : throw new HarnessException(
                FailureClass.Data,
                $"expected the SHA-256 of the NVMe disk, found exit code {result.ExitCode}: {result.Output.Trim()}");
    }
}
