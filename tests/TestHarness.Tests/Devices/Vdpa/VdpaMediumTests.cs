using TestHarness.Devices.Vdpa;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Storage;
using TestHarness.Tests.Hosts;
using TestHarness.Tests.Labs.LegChecks;

namespace TestHarness.Tests.Devices.Vdpa;

/// <summary>Processes of this machine that play the daemon of a VDUSE device, which is a file of the test.</summary>
[TestFixture]
internal sealed class VdpaMediumTests
{
    private static readonly VdpaDeviceName Name = VdpaDeviceName.Parse("vdpa0");

    private TemporaryDirectory _folder = null!;
    private PlantedHost _host = null!;
    private string _blockDevices = "";

    [SetUp]
    public void SetUp()
    {
        _folder = new TemporaryDirectory();
        foreach (var file in new[] { "vdpa0", "pid", "disk", "other" })
            File.WriteAllText(_folder[file], "");
        _blockDevices = "";
        var plants = new Plants();
        plants.Show("/dev/vduse", _folder.Path);
        plants.Answer("/sys/block/*", () => _blockDevices);
        _host = new PlantedHost("host1", plants);
    }

    [TearDown]
    public async Task TearDownAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task The_file_that_the_daemon_reads_and_writes_is_behind_the_device_and_the_pid_file_is_not()
    {
        await using var daemon = await StartAsync("exec 3< vdpa0 4<> disk 5> pid 6< other");

        Assert.That(await ReadAsync(), Is.EqualTo(new VdpaMedium(_folder["disk"], null)));
    }

    [Test]
    public async Task A_block_device_is_known_by_its_WWID()
    {
        await using var daemon = await StartAsync("exec 3< vdpa0 4<> disk");
        _blockDevices = $">{_folder["disk"]}\ndisk 2048 8:0 2:0:0:0 naa.5000c500a1b2c3d4\n";

        Assert.That(await ReadAsync(), Is.EqualTo(new VdpaMedium(_folder["disk"], Wwid.Of("naa.5000c500a1b2c3d4"))));
    }

    [Test]
    public async Task A_daemon_with_two_files_leaves_open_which_one_is_behind_the_device()
    {
        await using var daemon = await StartAsync("exec 3< vdpa0 4<> disk 5<> other");

        Assert.That(
            ReadAsync,
            Throws.TypeOf<HarnessException>().With.Message.StartsWith("[preflight] ").And.Message.Contains(
                $"found {_folder["disk"]} and {_folder["other"]}"));
    }

    [Test]
    public void A_device_that_no_process_serves_has_nothing_behind_it() => Assert.That(
        ReadAsync, Throws.TypeOf<HarnessException>().With.Message.StartsWith("[preflight] ").And.Message.Contains("found none"));

    [TestCase("naa.5000c500a1b2c3d4", "naa.5000c500a1b2c3d4", true)]
    [TestCase("naa.5000c500a1b2c3d4", "35000c500a1b2c3d4", true)]
    [TestCase("naa.5000c500a1b2c3d4", "naa.5000c500a1b2c3d5", false)]
    [TestCase("naa.5000c500a1b2c3d4", null, false)]
    [TestCase(null, null, false)]
    public void Only_a_WWID_shows_that_two_media_are_one_LUN(string? one, string? other, bool isSame) =>
        Assert.That(Medium(one).IsSameLunAs(Medium(other)), Is.EqualTo(isSame));

    private static VdpaMedium Medium(string? wwid) => new("/dev/sda", wwid is null ? null : Wwid.Of(wwid));

    private Task<VdpaMedium> ReadAsync() => VdpaMedium.ReadAsync(_host, Name);

    /// <summary>
    /// Starts a process that opens files, and waits until it has; the fourth descriptor is opened after the third.
    /// </summary>
    private async Task<IHostProcess> StartAsync(string open)
    {
        var process = await _host.StartAsync(
            Command.Shell($"cd \"$1\" && {open} && touch opened && exec sleep 300", _folder.Path));
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!File.Exists(_folder["opened"]))
            await Task.Delay(10, bound.Token);
        return process;
    }
}
