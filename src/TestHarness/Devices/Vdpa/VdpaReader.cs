using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Load;

namespace TestHarness.Devices.Vdpa;

/// <summary>
/// Reads a device that no guest has, through QEMU's own driver: another device of the backend than the guest's one shows what is
/// on the medium.
/// </summary>
/// <param name="directory">A directory of the host for what is read; it takes as much as a read asks for.</param>
public sealed class VdpaReader(IHost host, VdpaDevice device, string directory) : ILunReader
{
    /// <summary>QEMU's raw driver takes parts of a disk in units of this many bytes.</summary>
    private const int Sector = 512;

    /// <summary>
    /// $1: options of the part, $2: directory; the rest is a pipeline's business. Hardware pins the memory it reads to.
    /// </summary>
    private const string Copy = """
        ulimit -l unlimited 2>/dev/null
        part=$(mktemp "$2/read.XXXXXX") && trap 'rm -f "$part"' EXIT && trap 'exit 1' HUP INT TERM || exit
        qemu-img convert -O raw --image-opts "$1" "$part" || exit

        """;

    private const string Content = Copy + """tail -c "+$(($3 + 1))" "$part" | head -c "$4" """;

    private const string Sum = Content + " | sha256sum";

    /// <summary>$1: options of the part, $2: directory; its content comes on standard input.</summary>
    private const string Write = """
        ulimit -l unlimited 2>/dev/null
        part=$(mktemp "$2/write.XXXXXX") && trap 'rm -f "$part"' EXIT && trap 'exit 1' HUP INT TERM || exit
        cat > "$part" && qemu-img convert -n -S 0 -f raw "$part" --target-image-opts "$1"
        """;

    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    public string Description => $"vdpa device {device.Name} ({device.CharacterDevice} on {host.Name})";

    public async Task<string> Sha256Async(long offset, long length, CancellationToken cancellationToken = default)
    {
        var result = await host.RunAsync(Read(Sum, offset, length), cancellationToken);
        return (await CheckedAsync(result, cancellationToken)).StandardOutput.Split(' ')[0];
    }

    public async Task<byte[]> ReadAsync(long offset, int length, CancellationToken cancellationToken = default)
    {
        using var content = new MemoryStream(length);
        var result = await host.RunAsync(Read(Content, offset, length).WithStandardOutput(content), cancellationToken);
        await CheckedAsync(result, cancellationToken);
        return content.Length == length
            ? content.ToArray()
            : throw new HarnessException(
                FailureClass.Data, $"{Description} gave {content.Length} bytes from {offset} on, expected {length}");
    }

    /// <summary>Writes over a part of the device past any guest.</summary>
    /// <param name="offset">Bytes, a multiple of 512.</param>
    /// <param name="content">Its length is a multiple of 512.</param>
    public async Task OverwriteAsync(long offset, byte[] content, CancellationToken cancellationToken = default)
    {
        if (offset % Sector != 0 || content.Length % Sector != 0)
            throw new ArgumentException(
                $"{content.Length} bytes from {offset} on are not whole sectors of {Sector}", nameof(content));

        using var input = new MemoryStream(content);
        var command = Command.Shell(Write, Part(offset, content.Length), directory).WithStandardInput(input).WithTimeout(Bound);
        await CheckedAsync(await host.RunAsync(command, cancellationToken), cancellationToken);
    }

    private Command Read(string script, long offset, long length)
    {
        var start = offset / Sector * Sector;
        var size = (offset + length - start + Sector - 1) / Sector * Sector;
        return Command.Shell(script, Part(start, size), directory, $"{offset - start}", $"{length}").WithTimeout(Bound);
    }

    private string Part(long offset, long size) =>
        $"driver=raw,offset={offset},size={size},file.driver=virtio-blk-vhost-vdpa,file.path={device.CharacterDevice}," +
            "file.cache.direct=on";

    private async Task<CommandResult> CheckedAsync(CommandResult result, CancellationToken cancellationToken)
    {
        if (result.Succeeded)
            return result;

        var failure = new HarnessException(
            FailureClass.Data, $"{Description} cannot be read or written past the guest: {result.StandardError.Trim()}");
        throw await VdpaUse.ExplainAsync(host, device.CharacterDevice, failure, cancellationToken);
    }
}
