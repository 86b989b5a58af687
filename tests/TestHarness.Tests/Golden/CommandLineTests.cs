using System.Collections.Immutable;
using TestHarness.Devices.Mdev;
using TestHarness.Devices.Vdpa;
using TestHarness.Golden;
using TestHarness.Devices.Vfio.Nics;
using TestHarness.Labs.Recipes;
using TestHarness.Ledger;
using TestHarness.GuestPlaces;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qemu.CommandLine.Reported;
using TestHarness.Tests.Hosts;
using TestHarness.Tests.Qemu.CommandLine;

namespace TestHarness.Tests.Golden;

/// <summary>Each kind of device on a QEMU command line, by the code that starts machines, on a host that never varies.</summary>
[TestFixture]
[Category(GoldenFile.Category)]
internal sealed class CommandLineTests
{
    private TemporaryDirectory _directory = null!;
    private UndoLedger _ledger = null!;

    [SetUp]
    public void Open()
    {
        _directory = new TemporaryDirectory();
        _ledger = UndoLedger.Open(_directory.Path);
    }

    [TearDown]
    public async Task CloseAsync()
    {
        await _ledger.DisposeAsync();
        _directory.Dispose();
    }

    [Test]
    public void A_LUN_in_a_file() => Compare("file-lun", GoldenHost.Place(GoldenHost.File), new BuiltInGuest());

    [Test]
    public void A_guest_under_KVM() => Compare("file-lun-kvm", GoldenHost.Place(GoldenHost.File, "kvm"), new BuiltInGuest());

    [Test]
    public void A_LUN_that_fails_writes() =>
        Compare("failing-lun", GoldenHost.Place(GoldenHost.File with { FailWritesAt = 1 << 20 }), new BuiltInGuest());

    [Test]
    public void The_LUN_of_a_vHBA() => Compare("vhba-lun", GoldenHost.Place(GoldenHost.Device), new BuiltInGuest());

    [Test]
    public void A_LUN_as_a_report_has_it_that_passes_a_vHBA() =>
        Compare("reported-vhba-lun", GoldenHost.Place(GoldenHost.Device), Report("vhba-source", "data-disk1"));

    [TestCase("vdpa_sim_blk", "vdpa-simulator")]
    [TestCase("vduse", "vdpa-vduse")]
    public void A_vdpa_device(string provider, string file) =>
        Compare(file, GoldenHost.Place(Vdpa(provider)), Report("vdpa-comment4-source", "stg0"));

    [Test]
    public void A_vdpa_device_with_a_LUN_behind_it_is_like_any_other()
    {
        var (backend, device) = (Vdpa("vduse").Backend, Vdpa("vduse").Device);
        Compare(
            "vdpa-vduse",
            GoldenHost.Place(new VdpaLunDisk(backend, device, GoldenHost.Device, [backend])),
            Report("vdpa-comment4-source", "stg0"));
    }

    [Test]
    public void An_mdev() =>
        Compare(
            "mdev", GoldenHost.Place(GoldenHost.File), new BuiltInGuest(),
            incoming => Mdev.Options(GoldenHost.Place(GoldenHost.File), incoming));

    [Test]
    public void A_VF_in_a_failover_pair() => CompareNic("vf-failover-pair", new FailoverPair(TimeSpan.Zero, TimeSpan.Zero));

    [Test]
    public void A_VF_in_a_bond() => CompareNic("vf-guest-bond", new GuestBond(TimeSpan.Zero, TimeSpan.Zero));

    [TestCase("libvirt-log", "virtio-disk0", "reported-libvirt")]
    [TestCase("proxmox", "scsi0", "reported-proxmox")]
    public void A_line_that_a_management_program_wrote(string report, string disk, string file) =>
        Compare(file, GoldenHost.Place(GoldenHost.File), Report(report, disk));

    private void CompareNic(string file, VfSwapStrategy way)
    {
        var nic = GoldenHost.Nic(_ledger, way.HasOneMac);
        Compare(file, GoldenHost.Place(GoldenHost.File), new BuiltInGuest(), incoming => way.Options(nic, incoming));
    }

    private void Compare(
        string file, GuestPlace place, QemuGuest recipe, Func<bool, IEnumerable<QemuOption>>? devices = null) =>
        File(file).Compare(
        [
            "# source", .. Lines(place, recipe, false, devices),
            "# destination, which waits for the guest", .. Lines(place, recipe, true, devices),
        ]);

    private IEnumerable<string> Lines(
        GuestPlace place, QemuGuest recipe, bool incoming, Func<bool, IEnumerable<QemuOption>>? devices)
    {
        var start = recipe.Describe(place, GoldenHost.Site(_ledger), GoldenHost.Guest, incoming, devices?.Invoke(incoming) ?? []);
        return Lines(start.FullCommandLine);
    }

    private static MdevDevice Mdev =>
        new(ImmutableDictionary<string, ProvisionedMdev>.Empty.Add("host1", GoldenHost.Mdev), _ => { });

    /// <summary>One option a line.</summary>
    private static IEnumerable<string> Lines(QemuCommandLine line)
    {
        yield return line.Program;
        var words = line.ToArguments().ToArray();
        for (var i = 0; i < words.Length; i++)
            yield return i + 1 < words.Length && !words[i + 1].StartsWith('-') ? $"{words[i]} {words[++i]}" : words[i];
    }

    private static ReportedGuest Report(string fixture, string disk) =>
        new(ReportedCommandLine.Parse(Fixture.Text(fixture)), disk);

    private static VdpaDisk Vdpa(string provider)
    {
        var device = new VdpaDevice(VdpaDeviceName.Parse("vdpa0"), "/dev/vhost-vdpa-0", provider, "vhost_vdpa");
        var backend = new VdpaBackend(new UntouchedHost(), provider, [device, device]);
        return new VdpaDisk(backend, device, device, GoldenHost.Directory);
    }

    private static GoldenFile File(string name) => new($"command-lines/{name}.txt");
}
