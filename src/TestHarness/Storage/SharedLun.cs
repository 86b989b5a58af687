using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Hosts;
using TestHarness.Load;
using TestHarness.Qemu.CommandLine;

namespace TestHarness.Storage;

/// <summary>A LUN as one host sees it; all hosts see the same content.</summary>
/// <param name="Path">The path of the file or the block device.</param>
/// <param name="Size">The size in bytes.</param>
public sealed record SharedLun(string Name, string Path, long Size) : GuestDisk(Name, Path)
{
    private const int SectorSize = 512;

    /// <summary>
    /// Changes $3 bytes of $1 from byte $2 on. Each byte gets another value; a random value would sometimes be the old one.
    /// </summary>
    private const string Overwrite = """
        dd if="$1" bs=64K skip="$2" count="$3" iflag=skip_bytes,count_bytes,fullblock status=none |
          LC_ALL=C tr '\000-\377' '\200-\377\000-\177' |
          dd of="$1" bs=64K seek="$2" oflag=seek_bytes iflag=fullblock conv=notrunc status=none
        """;

    /// <summary>The block device on this host; null for a file.</summary>
    public LunIdentity? Device { get; init; }

    /// <summary>The reason why <see cref="Path"/> is not the name by which the LUN was looked for; null when it is.</summary>
    public string? Note { get; init; }

    /// <summary>Whether the LUN is a block device.</summary>
    public bool IsDevice => Device is not null;

    /// <summary>The size and the WWID, which a guest's kernel keeps; null for a LUN that fails on purpose.</summary>
    public override string? TemplateIdentity =>
        FailWritesAt is null ? $"{Size} bytes on {Device?.Wwid.ToString() ?? "a file"}" : null;

    /// <summary>
    /// The byte at which every write of a guest fails, for tests of the health check; null for a LUN that works.
    /// </summary>
    public long? FailWritesAt { get; init; }

    /// <summary>Makes a sparse raw file; its directory, and its removal, are the caller's task.</summary>
    public static async Task<SharedLun> CreateFileAsync(
        IHost host, string name, string path, long size, CancellationToken cancellationToken = default)
    {
        (await host.RunAsync(new Command("truncate", "-s", $"{size}", path), cancellationToken)).OrThrow(FailureClass.Provision);
        return new SharedLun(name, path, size);
    }

    /// <summary>Checks that all hosts see the same file.</summary>
    /// <exception cref="HarnessException">Class preflight: a host does not see the file, or sees another one.</exception>
    public async Task CheckVisibleAsync(IEnumerable<IHost> hosts, CancellationToken cancellationToken = default)
    {
        string? identity = null;
        foreach (var host in hosts)
        {
            var stat = await host.RunAsync(new Command("stat", "-L", "-c", "%i %s", Path), cancellationToken);
            if (!stat.Succeeded)
                throw new HarnessException(
                    FailureClass.Preflight, $"LUN {Name} is not visible on {host.Name}: {stat.StandardError.Trim()}");

            identity ??= stat.StandardOutput;
            if (stat.StandardOutput != identity)
            {
                throw new HarnessException(
                    FailureClass.Preflight,
                    $"{Path} is another file on {host.Name} (inode and size {stat.StandardOutput.Trim()}) "
                    + $"than LUN {Name} (inode and size {identity.Trim()})");
            }
        }
    }

    /// <summary>
    /// Checks that the path that QEMU opens still leads to a device of the same WWID, device number, SCSI host and size.
    /// </summary>
    public override async Task<HealthReport> CheckAsync(IHost host, CancellationToken cancellationToken = default)
    {
        if (Device is null)
            return HealthReport.Clean;

        var search = await LunDevice.LookAsync(host, Device.Lun with { Path = Path }, cancellationToken);
        return search.Lun switch
        {
            null => Other(host, $"now: {search.Missing}"),
            { Device: { } device } now when now.Size != Size || device != Device with { Lun = device.Lun } =>
                Other(host, $"is of {now.Size} bytes ({device})"),
            _ => HealthReport.Made(HealthCheck.LunIdentity),
        };
    }

    private HealthReport Other(IHost host, string now) => HealthReport.Made(HealthCheck.LunIdentity, new HealthFinding(
        HealthCheck.LunIdentity,
        host.Name,
        HealthSeverity.Critical,
        $"LUN {Name} was {Path} of {Size} bytes ({Device}), and {now}"));

    /// <inheritdoc/>
    public override GuestDisk FailingWritesAt(long offset) => this with { FailWritesAt = offset };

    /// <inheritdoc/>
    public override async Task OverwriteAsync(IHost host, long offset, long length, CancellationToken cancellationToken = default)
    {
        if (offset < 0 || length < 0 || length > Size - offset)
            throw new HarnessException(
                FailureClass.Config,
                $"{length} bytes from byte {offset} on are not inside LUN {Name}, of {Size} bytes: choose a part of the LUN");
        (await host.RunAsync(Command.Shell(Overwrite, Path, $"{offset}", $"{length}"), cancellationToken))
            .OrThrow(FailureClass.Provision);
    }

    /// <summary>Returns a reader of the LUN with the host's own tools.</summary>
    public override ILunReader ReadOn(IHost host) => new LunReader(host, this);

    /// <summary>Returns the options of a disk behind virtio-scsi, as in seed 000.</summary>
    public override ImmutableArray<QemuOption> Options(string id)
    {
        var drive = $"drive-{id}";
        return
        [
            FailWritesAt is { } at
                ? FailingDrive(drive, at)
                : new Drive(drive, Path, "raw").With("if", "none").With("cache", "none").With("aio", "native"),
            new Qemu.CommandLine.Device("virtio-scsi-pci", "scsi1"),
            new Qemu.CommandLine.Device("scsi-hd", id).With("bus", "scsi1.0").With("drive", drive).With("share-rw", true),
        ];
    }

    /// <summary>
    /// Makes a drive with QEMU's blkdebug in front of the file, which fails every write to one sector; docs/devel/blkdebug.rst.
    /// </summary>
    private QemuOption FailingDrive(string id, long at) => QemuOption.Of(
        "drive",
        ("if", "none"),
        ("id", id),
        ("driver", "raw"),
        ("cache", "none"),
        ("file.driver", "blkdebug"),
        ("file.image.driver", IsDevice ? "host_device" : "file"),
        ("file.image.filename", Path),
        ("file.inject-error.0.event", "none"),
        ("file.inject-error.0.iotype", "write"),
        ("file.inject-error.0.errno", "5"),
        ("file.inject-error.0.sector", $"{at / SectorSize}"));
}
