using TestHarness.Devices.Npiv;
using TestHarness.Devices.Npiv.Hbas;
using TestHarness.Devices.Npiv.Luns;
using TestHarness.Devices.Npiv.Vhbas;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Ledger;

namespace TestHarness.Tests.Devices.Npiv.Vhbas;

internal sealed class VhbaTests : NpivLabFixture
{
    private static readonly WwnPair Wwns = WwnPair.Parse("5001a4ab286a1286", "5001a4a0f014c8ce");

    /// <summary>$1: the HBA's vport_create. Another vHBA gets the first one's host number.</summary>
    private const string MakeAnewAfterAnother = """
        virsh -q nodedev-destroy 5001a4ab286a1286,5001a4a0f014c8ce || exit
        printf 5001a4a000000001:5001a4ab286a1286 > "$1" && printf 5001a4a0f014c8ce:5001a4ab286a1286 > "$1"
        """;

    [Test]
    public async Task Finds_the_HBA_with_its_vports_and_why_it_is_not_chosen()
    {
        Assert.That(
            Hba is { MaxVports: 65535, Vports: 0, Fabric: null, PciAddress: null, IsOnline: false, Parent: not null }, $"{Hba}");
        Assert.That(
            () => HbaDiscovery.Choose("host1", [Hba], null),
            Throws.TypeOf<HarnessException>().With.Message.Contains(
                $"expected an HBA that is Online and has a free vport on host1, found {Hba}"));
        Assert.That(await NpivSurvey.MakeAsync(Host), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Makes_a_vHBA_of_the_given_WWNs_and_destroys_it()
    {
        var vhba = await Vhba.CreateAsync(Virsh, Scope, new VhbaRequest(Wwns, Hba.Name));
        var device = await vhba.LookAsync();
        Assert.That((device.Parent, device.FibreChannel!.Wwns, device.Vports), Is.EqualTo((Hba.Name, Wwns, (object?)null)));
        Assert.That(
            (
                await VhbaState.FindAsync(Host, Wwns.Wwpn)) is { PortState: "Linkdown" or "Offline",
                VportState: "Linkdown",
                Vport: not null });
        Assert.That((await HbaDiscovery.FindAsync(Virsh)).Single(hba => hba.Name == Hba.Name).Vports, Is.EqualTo(1));
        Assert.That((await LunLookup.FindAsync(Virsh, Wwns.Wwpn)).Luns, Is.Empty);

        await vhba.DestroyAsync();
        Assert.That(await VportsAsync(), Is.Empty);
        Assert.That(
            async () => await vhba.LookAsync(),
            Throws.TypeOf<HarnessException>().With.Message.Contains("exited with 1: error: "));
    }

    [Test]
    public async Task A_vHBA_whose_WWNs_libvirt_generates_is_in_the_ledger_by_its_WWPN()
    {
        var pending = Ledger.Pending.Length;
        var vhba = await Vhba.CreateAsync(Virsh, Scope, new VhbaRequest(Parent: Hba.Name));
        Assert.That(await VportsAsync(), Is.EqualTo([vhba.Wwns.Wwpn.ToSysfs()]));
        Assert.That(Ledger.Pending.Skip(pending).Single().Description, Is.EqualTo($"vHBA with WWPN {vhba.Wwns.Wwpn}"));
    }

    [Test]
    public async Task A_vHBA_that_libvirt_generated_before_its_ledger_entry_is_found_and_others_stay()
    {
        var other = await Vhba.CreateAsync(Virsh, Scope, new VhbaRequest(Parent: Hba.Name));
        var made = await Vhba.CreateAsync(Virsh, Scope, new VhbaRequest(Parent: Hba.Name));
        var given = await Vhba.CreateAsync(
            Virsh, Scope, new VhbaRequest(WwnPair.Parse("2001001b32a9da5e", "2101001b32a9da5e"), Hba.Name));

        var ambiguous = await Host.RunAsync(VportRemoval.OfGeneratedWwns(Hba.Wwns.Wwpn, []));
        Assert.That(ambiguous.StandardError, Does.Contain("it is unknown which one the harness made"));
        (await Host.RunAsync(VportRemoval.OfGeneratedWwns(Hba.Wwns.Wwpn, [other.Wwns.Wwpn]))).OrThrow(FailureClass.Provision);

        Assert.That(
            await VportsAsync(), Is.EquivalentTo([other.Wwns.Wwpn.ToSysfs(), given.Wwns.Wwpn.ToSysfs()]), $"without {made.Wwns}");
    }

    [Test]
    public async Task A_WWPN_that_the_host_has_is_refused_and_left_alone()
    {
        await Vhba.CreateAsync(Virsh, Scope, new VhbaRequest(Wwns, Hba.Name));
        var pending = Ledger.Pending.Length;
        Assert.That(
            async () => await Vhba.CreateAsync(Virsh, Scope, new VhbaRequest(Wwns, Hba.Name)),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith(
                "[provision] WWPN 5001a4a0f014c8ce is on host1 already: host"));
        Assert.That(
            async () => await Vhba.CreateAsync(Virsh, Scope, new VhbaRequest(Hba.Wwns, Hba.Name)),
            Throws.TypeOf<HarnessException>().With.Message.Contains($"WWPN {Hba.Wwns.Wwpn} is on host1 already"));
        Assert.That(Ledger.Pending, Has.Length.EqualTo(pending));
        Assert.That(await VportsAsync(), Is.EqualTo([Wwns.Wwpn.ToSysfs()]));
    }

    [Test]
    public async Task The_wait_for_a_port_ends_with_its_last_state()
    {
        await Vhba.CreateAsync(Virsh, Scope, new VhbaRequest(Wwns, Hba.Name));
        Assert.That(
            async () => await VhbaState.AwaitOnlineAsync(Host, Wwns.Wwpn, TimeSpan.FromSeconds(0.5)),
            Throws.TypeOf<HarnessException>().With.Message.Match(
                "^\\[provision\\] the port with WWPN 5001a4a0f014c8ce on host1 was expected to be Online .* within 0.5 s, found "
                + "host[0-9]+ with port_state \\w+, vport_state Linkdown of vport-.*, N_Port ID 0x[0-9a-f]+, fabric "
                + "none; check"));
        Assert.That(
            async () => await VhbaState.AwaitOnlineAsync(Host, Wwn.Parse("5001a4a000000000"), TimeSpan.FromSeconds(0.1)),
            Throws.TypeOf<HarnessException>().With.Message.Contains("found no port with this WWPN"));
        Assert.That(
            async () =>
                await LunLookup.AwaitAsync(
                    Virsh,
                    Wwns.Wwpn,
                    TestHarness.Storage.Wwid.Of("3600a0b80005b5dd40000d4d65398f3e4"),
                    TimeSpan.FromSeconds(0.2)),
            Throws.TypeOf<HarnessException>().With.Message.Contains(
                "LUN 600a0b80005b5dd40000d4d65398f3e4 was expected behind WWPN 5001a4a0f014c8ce on host1 within 0.2 s, found "
                + "none"));
    }

    [Test]
    public async Task A_replayed_ledger_removes_the_vHBA_by_its_WWPN_whatever_its_host_number()
    {
        await Vhba.CreateAsync(Virsh, Scope, new VhbaRequest(Wwns, Hba.Name));
        await RunAsync(MakeAnewAfterAnother, $"/sys/class/fc_host/host{Hba.Number}/vport_create");
        var entry = Ledger.Pending[^1];
        Assert.That(await Ledger.UndoAsync(entry, Host, CancellationToken.None), Is.Null);
        Assert.That(await VportsAsync(), Is.EqualTo(["0x5001a4a000000001"]));
        (await Host.RunAsync(VportRemoval.Of(Wwns with { Wwpn = Wwn.Parse("5001a4a000000001") }))).OrThrow(
            FailureClass.Provision);

        await Vhba.CreateAsync(Virsh, Scope, new VhbaRequest(Wwns, Hba.Name));
        await Ledger.DisposeAsync();
        await Host.DisposeAsync();
        await LedgerReplay.ReplayAsync(Ledgers, new HostFactory(), TestContext.Out.WriteLine);
        Reopen();
        Assert.That(await VportsAsync(), Is.Empty);
    }
}
