using TestHarness.Devices.Vfio.Binding;
using TestHarness.Devices.Vfio.Sriov;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Ledger;
using TestHarness.Tests.Hosts;
using TestHarness.Tests.Labs.LegChecks;

namespace TestHarness.Tests.Devices.Vfio;

/// <summary>Of virtual functions only what was made is undone, on a NIC that the test has made up in files.</summary>
public sealed class VfUndoTests
{
    private const string Address = "0000:01:00.0";

    private const string Nic =
        "interface=enp1s0 driver=igb vendor=0x8086 device=0x10c9 virtual=10ca distance=10 total=7 autoprobe=1\n";

    private const string Function =
        "index=0 address=0000:01:10.0 driver=- override=- group=11 companions= holder= up=-\n";

    private const string Link = """[{"ifname":"enp1s0"}]""";

    private TemporaryDirectory _folder = null!;
    private UndoLedger _ledger = null!;
    private Plants _plants = null!;
    private PlantedHost _host = null!;

    private string Numvfs => _folder[$"devices/{Address}/sriov_numvfs"];

    private string AutoProbe => _folder[$"devices/{Address}/sriov_drivers_autoprobe"];

    [SetUp]
    public void SetUp()
    {
        _folder = new TemporaryDirectory();
        _ledger = UndoLedger.Open(_folder["ledger"]);
        _plants = new Plants();
        _plants.Show("/sys/bus/pci/devices", _folder["devices"]);
        _plants.Answer("sriov_totalvfs", () => Nic + Link);
        _plants.Answer("modprobe -R", () => "");
        _host = new PlantedHost("host1", _plants);
        Directory.CreateDirectory(_folder[$"devices/{Address}"]);
        File.WriteAllText(Numvfs, "0\n");
        File.WriteAllText(AutoProbe, "1\n");
    }

    [TearDown]
    public async Task TearDown()
    {
        await _ledger.DisposeAsync();
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task Functions_are_made_without_drivers_and_undone()
    {
        await VfCreation.EnsureAsync(_host, new LedgerScope(_ledger), Address, 2);
        Assert.That((Read(Numvfs), Read(AutoProbe)), Is.EqualTo(("2", "0")));

        await _ledger.UndoAllAsync((_, _) => _host);

        Assert.That((Read(Numvfs), Read(AutoProbe)), Is.EqualTo(("0", "1")));
    }

    /// <summary>The kernel tells a number that is there already from a new one only where they differ.</summary>
    [TestCase("2")]
    [TestCase("4")]
    public async Task Functions_that_another_made_in_the_meantime_are_neither_taken_nor_undone(string theirs)
    {
        _plants.Change("sriov_drivers_autoprobe", command =>
        {
            if (_ledger.Pending.IsEmpty || Read(Numvfs) != "0")
                return command;

            File.WriteAllText(Numvfs, $"{theirs}\n");
            return command;
        });

        Assert.That(
            () => VfCreation.EnsureAsync(_host, new LedgerScope(_ledger), Address, 2),
            Throws.TypeOf<HarnessException>().With.Message.Contains(
                $"{Address} has {theirs} virtual functions by now, which the harness did not make"));

        await _ledger.UndoAllAsync((_, _) => _host);
        Assert.That((Read(Numvfs), Read(AutoProbe)), Is.EqualTo((theirs, "1")));
    }

    [Test]
    public async Task A_function_gets_its_driver_back_though_its_address_cannot_be_restored()
    {
        var nic = SriovTree.Parse(Address, Nic + Function + Link);
        await using var host = new NoAddressHost();
        var lease = await VfLease.TakeAsync(host, new LedgerScope(_ledger), nic, nic.VirtualFunctions[0]);
        await lease.SetMacAsync("52:54:00:aa:bb:cc");

        Assert.That(() => lease.ReleaseAsync(), Throws.TypeOf<HarnessException>().With.Message.Contains("no such address"));

        Assert.That(host.Bound, Is.EqualTo(["vfio-pci", "-"]));
        Assert.That(_ledger.Pending.Single().Description, Does.StartWith("MAC address"));
    }

    private static string Read(string path) => File.ReadAllText(path).Trim();

    /// <summary>Binds drivers, sets the address of a function, and does not take it back.</summary>
    private sealed class NoAddressHost() : HostDecorator(new LocalHost("host1"))
    {
        public List<string> Bound { get; } = [];

        public override Task<CommandResult> RunAsync(Command command, CancellationToken cancellationToken = default)
        {
            var isAddress = command.Arguments.Any(word => word.Contains("ip link set dev", StringComparison.Ordinal));
            if (!isAddress)
                Bound.Add(command.Arguments[^2]);
            var isUndo = isAddress && command.Arguments[^1] == VirtualFunction.NoMac;
            var (exitCode, error) = isUndo ? (1, "no such address") : (0, "");
            return Task.FromResult(new CommandResult(Name, $"{command}", exitCode, "", error, TimeSpan.Zero));
        }
    }
}
