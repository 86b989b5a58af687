using TestHarness.Devices.Vdpa;
using TestHarness.Failures;
using TestHarness.Ledger;
using TestHarness.Tests.Hosts;
using TestHarness.Tests.Labs.LegChecks;

namespace TestHarness.Tests.Devices.Vdpa;

/// <summary>A program <c>vdpa</c> on this machine, with devices that are folders of the test.</summary>
[TestFixture]
internal sealed class VdpaToolTests
{
    private const string NoDevice = """{"dev": {}}""";

    private static readonly VdpaDeviceName Name = VdpaDeviceName.Parse("vdpa0");

    private TemporaryDirectory _folder = null!;
    private UndoLedger _ledger = null!;
    private PlantedHost _host = null!;

    private bool Exists => Directory.Exists(_folder["devices/vdpa0"]);

    private string[] Commands => File.ReadAllLines(_folder["commands"]);

    [SetUp]
    public void PlayVdpa()
    {
        _folder = new TemporaryDirectory();
        _ledger = UndoLedger.Open(_folder["ledger"]);
        Directory.CreateDirectory(_folder["devices"]);
        var plants = new Plants();
        plants.Show("/sys/bus/vdpa/devices", _folder["devices"]);
        plants.Change("dev", command => command.WithEnvironment(
            "PATH", $"{_folder.Path}:{Environment.GetEnvironmentVariable("PATH")}"));
        _host = new PlantedHost("host1", plants);
        Play(NoDevice, "mkdir \"$folder/devices/vdpa0\"");
    }

    [TearDown]
    public async Task RemoveAsync()
    {
        await _host.DisposeAsync();
        await _ledger.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task A_device_that_was_made_is_deleted_by_its_undo()
    {
        await AddAsync();
        Assert.That(Exists, Is.True);

        await _ledger.UndoAllAsync((_, _) => _host);

        Assert.That((Exists, _ledger.Pending.IsEmpty), Is.EqualTo((false, true)));
    }

    [Test]
    public void Another_device_of_that_name_that_came_meanwhile_is_not_deleted()
    {
        Play(NoDevice, "mkdir \"$folder/devices/vdpa0\"; echo 'kernel answers: File exists' >&2; exit 239");

        Assert.That(
            AddAsync,
            Throws.TypeOf<HarnessException>().With.Message.StartsWith("[provision]").And.Message.Contains("File exists"));

        Assert.That(Commands, Has.Some.StartsWith("dev add").And.None.StartsWith("dev del"));
        Assert.That((Exists, _ledger.Pending.IsEmpty), Is.EqualTo((true, true)));
    }

    [TestCase("""{"dev": {"vdpa0": {"type": "block", "mgmtdev": "vduse"}}}""", false)]
    [TestCase(NoDevice, true)]
    public void Another_device_of_that_name_is_refused_and_not_deleted(string shown, bool isInSysfs)
    {
        if (isInSysfs)
            Directory.CreateDirectory(_folder["devices/vdpa0"]);
        Play(shown, "exit 239");

        Assert.That(
            AddAsync,
            Throws.TypeOf<HarnessException>().With.Message.StartsWith("[provision] vdpa device vdpa0 ")
                .And.Message.Match("(is|exists) on host1 already"));

        Assert.That(Commands, Is.EqualTo(["-jp dev show"]));
        Assert.That((Exists, _ledger.Pending.IsEmpty), Is.EqualTo((isInSysfs, true)));
    }

    private Task AddAsync() => VdpaTool.AddAsync(_host, new LedgerScope(_ledger), "vdpasim_blk", Name);

    /// <param name="add">What <c>vdpa dev add</c> does.</param>
    private void Play(string shown, string add)
    {
        File.WriteAllText(_folder["shown"], shown);
        File.WriteAllText(_folder["vdpa"], $"""
            #!/bin/sh
            folder=$(dirname "$0")
            echo "$*" >> "$folder/commands"
            case "$*" in
                *" show") cat "$folder/shown" ;;
                "dev add "*) {add} ;;
                "dev del "*) rmdir "$folder/devices/$3" ;;
            esac
            """);
        File.SetUnixFileMode(_folder["vdpa"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
