using System.Globalization;
using TestHarness.Devices.Registry;
using TestHarness.Failures;
using TestHarness.GuestPlaces;
using TestHarness.Hosts;
using TestHarness.Images;
using TestHarness.Labs;
using TestHarness.Load;
using TestHarness.Migration;
using TestHarness.Steps.World;
using TestHarness.Versions;

namespace TestHarness.Benchmarks.PingPong;

/// <summary>
/// A shell script that does what the ping-pong scenario does with no check at all: the same kernel, initramfs, accelerator, LUN
/// size, dd, legs and downtime limit.
/// </summary>
internal sealed class BareScript : IAsyncDisposable
{
    private const int Legs = 4;
    private const string Dd = "dd if=/dev/urandom of=/dev/sda bs=1M count=2000 oflag=direct";

    private readonly LocalHost _host = new("this machine");
    private readonly Command _command;

    private BareScript(BootImage image, string accelerator, string limit, string dd)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "bare-ping-pong.sh");
        string[] arguments = [image.Kernel, image.Initramfs, accelerator, limit, $"{Legs}", .. dd.Split(' ')];
        _command = new Command("bash", [script, .. arguments]).WithTimeout(TimeSpan.FromMinutes(2));
        Accelerator = accelerator;
    }

    public string Accelerator { get; }

    public static async Task<BareScript> PrepareAsync()
    {
        var run = await CurrentRun.GetAsync();
        await using var host = new LocalHost("this machine");
        var image = await new GuestImageBuilder(host, HarnessPaths.Cache, DeviceKinds.GuestModules).BuildAsync();
        var qemu = run.Environment.Hosts[0].Find("qemu")
            ?? throw new HarnessException(FailureClass.Preflight, $"{run.Environment.Hosts[0].Name} has no QEMU");
        var accelerator = qemu.Attributes["accelerator"].Split(' ')[0];
        var major = int.Parse(qemu.Attributes[SoftwareVersion.OwnAttribute].Split('.')[0], CultureInfo.InvariantCulture);
        var options = HostTools.LosesWrites(accelerator, major) ? new MigrationOptions().InOnePass() : new MigrationOptions();
        var limit = (options.DowntimeLimit ?? MigrationOptions.UsualDowntimeLimit).TotalMilliseconds;
        return new BareScript(image, accelerator, $"{limit:0}", DdCommand.Parse(Dd).Scale(run.Environment.Load.Scale).ToString());
    }

    /// <returns>The seconds of each phase of the script, in order.</returns>
    public async Task<IReadOnlyList<(string Phase, double Seconds)>> RunAsync()
    {
        var result = (await _host.RunAsync(_command)).OrThrow(FailureClass.Migration);
        var lines = result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var times = lines.Select(line => line.Split(' ', 2)).ToArray();
        return [.. times.Zip(times.Skip(1), (from, to) => (to[1], Seconds(to) - Seconds(from)))];
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static double Seconds(string[] line) => double.Parse(line[0], CultureInfo.InvariantCulture);
}
