using TestHarness.Devices.Vfio;
using TestHarness.Failures;
using TestHarness.Ledger;
using TestHarness.Libvirt;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Libvirt;

/// <summary>What libvirt was asked for is undone by its UUID, and only when libvirt knows it no more.</summary>
public sealed class LibvirtUndoTests
{
    private const string Nic =
        "interface=enp1s0 driver=igb vendor=0x8086 device=0x10c9 virtual=10ca distance=10 total=7 autoprobe=0\n" +
        """[{"ifname":"enp1s0"}]""";

    private static readonly Guid Uuid = new("5e0f9a3c-6f1f-4b0e-9d52-0f2c7f7c6a11");

    private TemporaryDirectory _folder = null!;
    private UndoLedger _ledger = null!;
    private FakeVirsh _virsh = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new TemporaryDirectory();
        _ledger = UndoLedger.Open(_folder["ledger"]);
        _virsh = new FakeVirsh();
        _virsh.Plants.Answer("sriov_totalvfs", () => Nic);
    }

    [TearDown]
    public async Task TearDown()
    {
        await _virsh.Host.DisposeAsync();
        await _ledger.DisposeAsync();
        _virsh.Dispose();
        _folder.Dispose();
    }

    [Test]
    public async Task A_network_is_made_and_undone()
    {
        await CreateNetworkAsync();
        Assert.That(_virsh.Find(VfNetwork.Name), Is.Not.Null);

        await UndoAllAsync();

        Assert.That((_virsh.Find(VfNetwork.Name), _ledger.Pending.IsEmpty), Is.EqualTo(((string?)null, true)));
    }

    [Test]
    public async Task A_network_of_that_name_that_was_there_before_is_left_alone()
    {
        _virsh.Add(VfNetwork.Name, $"{Uuid}");

        Assert.That(
            CreateNetworkAsync,
            Throws.TypeOf<HarnessException>().With.Message.Contains($"already exists with uuid {Uuid}")
                .And.Message.Not.Contains("undoing"));

        await UndoAllAsync();
        Assert.That(_virsh.Find(VfNetwork.Name), Is.EqualTo($"{Uuid}"));
    }

    [Test]
    public async Task A_network_that_is_still_there_after_its_removal_stays_in_the_ledger()
    {
        await CreateNetworkAsync();
        _virsh.Be("stuck");

        Assert.That(UndoAllAsync, Throws.TypeOf<HarnessException>().With.Message.EndsWith("is still there"));
        Assert.That(_ledger.Pending, Has.Length.EqualTo(1));

        _virsh.NoLongerBe("stuck");
        await UndoAllAsync();
        Assert.That(_ledger.Pending, Is.Empty);
    }

    [TestCase("terse", null)]
    [TestCase("wordy", null)]
    [TestCase("down", "Connection reset by peer")]
    public async Task Only_what_libvirt_says_it_does_not_know_is_gone(string how, string? failure)
    {
        _virsh.Be(how);
        var look = LibvirtPresence.Of("dominfo", Uuid);
        var found = Presence.FindAsync(_virsh.Host, [look.Program, .. look.Arguments], FailureClass.Leak, CancellationToken.None);
        if (failure is null)
            Assert.That(await found, Is.Null);
        else
            Assert.That(async () => await found, Throws.TypeOf<HarnessException>().With.Message.Contains(failure));
    }

    [Test]
    public async Task A_domain_that_libvirt_knows_is_present()
    {
        _virsh.Add("guest", $"{Uuid}");
        var look = LibvirtPresence.Of("dominfo", Uuid);
        Assert.That(
            await Presence.FindAsync(_virsh.Host, [look.Program, .. look.Arguments], FailureClass.Leak, CancellationToken.None),
            Is.EqualTo($"{Uuid}"));
    }

    private Task CreateNetworkAsync() =>
        VfNetwork.CreateAsync(new Virsh(_virsh.Host), new LedgerScope(_ledger), "0000:01:00.0");

    private Task UndoAllAsync() => _ledger.UndoAllAsync((_, _) => _virsh.Host);
}
