namespace TestHarness.Benchmarks.KernelLog;

/// <summary>A file with 1 GB of a busy guest's kernel log, in which one record of 5,000 is an error.</summary>
internal sealed class KernelLogFile : IDisposable
{
    public const int Bytes = 1_000_000_000;

    private const int ErrorEvery = 5000;

    private const string Error = "blk_update_request: I/O error, dev sda, sector {0}";

    private static readonly string[] Harmless =
    [
        "virtio_scsi virtio0: a harmless message of usual length, number {0}",
        "scsi 2:0:0:{0}: Direct-Access     QEMU     QEMU HARDDISK    2.5+ PQ: 0 ANSI: 5",
        "systemd[1]: Started Session {0} of User root.",
        "e1000e 0000:00:03.0 eth0: NIC Link is Up 1000 Mbps Full Duplex, Flow Control: Rx/Tx, event {0}",
        "audit: type=1400 audit(1700000000.{0}:17): apparmor=\"STATUS\" operation=\"profile_load\" name=\"/usr/bin/man\" pid=812",
        "EXT4-fs (sda{0}): mounted filesystem with ordered data mode. Quota mode: none.",
        "clocksource: tsc: mask: 0xffffffffffffffff max_cycles: 0x{0} max_idle_ns: 440795220000 ns",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("harness-bench-kernel-log-");

    public KernelLogFile()
    {
        using var writer = new StreamWriter(FullPath) { NewLine = "\n" };
        long written = 0;
        for (var number = 1; written < Bytes; number++)
        {
            var text = number % ErrorEvery == 0 ? Error : Harmless[number % Harmless.Length];
            var line = $"6,{number},{number}000,-;{text.Replace("{0}", $"{number}", StringComparison.Ordinal)}";
            writer.WriteLine(line);
            written += line.Length + 1;
            Errors = number / ErrorEvery;
        }
    }

    /// <summary>How many records are errors.</summary>
    public int Errors { get; }

    public string FullPath => Path.Combine(_folder.FullName, "kernel.log");

    /// <summary>Writes a file beside the log.</summary>
    /// <returns>The full path.</returns>
    public string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
