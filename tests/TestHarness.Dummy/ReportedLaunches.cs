using TestHarness.Devices.Registry;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Images;
using TestHarness.Ledger;
using TestHarness.Qemu.Capabilities;
using TestHarness.Qemu.CommandLine.Reported;
using TestHarness.Qemu.Machines;
using TestHarness.Qmp;
using TestHarness.Qmp.Machine;
using TestHarness.Storage;

namespace TestHarness.Dummy;

/// <summary>Starts a guest of each reported command line, without waiting for the guest, and ends it.</summary>
internal static class ReportedLaunches
{
    private const string Disk = "disk0";
    private const int MemoryMiB = 128;
    private const long LunBytes = 64 << 20;

    /// <summary>Prints a line for each file: its name, and the guest's state or why there is no guest.</summary>
    /// <param name="cache">The folder that has the guest image.</param>
    /// <param name="directory">The folder for all that the guests make.</param>
    /// <param name="files">Command lines, each after lines that start with '# '.</param>
    public static async Task RunAsync(string cache, string directory, IEnumerable<string> files)
    {
        await using var host = new LocalHost("host1");
        await using var ledger = UndoLedger.Open($"{directory}/ledger");
        var image = await new GuestImageBuilder(host, cache, DeviceKinds.GuestModules).BuildAsync();
        var qemu = await QemuBinary.FindAsync(host);
        var capabilities = await QemuCapabilities.ProbeAsync(host, qemu);
        var accelerator = await AcceleratorProbe.ChooseAsync(host, qemu);
        var jobs = files.Select((file, number) => (File: file, Directory: $"{directory}/{number}"));
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
        await Parallel.ForEachAsync(jobs, options, async (job, cancellationToken) =>
        {
            Directory.CreateDirectory(job.Directory);
            var lun = await SharedLun.CreateFileAsync(host, "lun", $"{job.Directory}/lun.raw", LunBytes, cancellationToken);
            var settings = new LaunchSettings(
                qemu.Path, accelerator.Accelerator, image, MemoryMiB, Vcpus: 1, Disk, lun.Path, job.Directory)
            {
                MachineTypes = capabilities.Machines,
                Room = await GuestRoom.ReadAsync(host, cancellationToken),
            };
            var site = new MachineSite(host, ledger, "guest", job.Directory, QmpOptions.Default);
            var lines = File.ReadLines(job.File).SkipWhile(line => line.StartsWith("# ", StringComparison.Ordinal));
            var outcome = await LaunchAsync(string.Join('\n', lines), settings, site, cancellationToken);
            Console.WriteLine($"{Path.GetFileNameWithoutExtension(job.File)} {outcome.ReplaceLineEndings(" ")}");
        });
    }

    private static async Task<string> LaunchAsync(
        string text, LaunchSettings settings, MachineSite site, CancellationToken cancellationToken)
    {
        try
        {
            var commandLine = ReportedCommandLine.Parse(text).Launch(settings).CommandLine;
            await using var machine = await QemuMachine.StartAsync(new MachineStart(site, commandLine), cancellationToken);
            return (await machine.Qmp.QueryStatusAsync(cancellationToken)).Status;
        }
        catch (HarnessException exception)
        {
            return exception.Message;
        }
    }
}
