using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Xml.Linq;
using TestHarness.Devices;
using TestHarness.Devices.Luns;
using TestHarness.Devices.Npiv.Luns;
using TestHarness.Domains;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Guests;
using TestHarness.Health;
using TestHarness.Hosts;
using TestHarness.Labs;
using TestHarness.Devices.Vfio.Nics;
using TestHarness.Labs.Guests;
using TestHarness.Labs.Recipes;
using TestHarness.Migration;
using TestHarness.GuestPlaces;
using TestHarness.Qemu.Machines;

namespace TestHarness.Tests.Labs.LegChecks;

/// <summary>No swap of VFs runs on when its leg has failed.</summary>
internal sealed class VfSwapLegTests : LegFixture
{
    private SlowSwap _swap = null!;

    protected override GuestDevice MakeDevice() => _swap;

    [SetUp]
    public void MakeSwap() => _swap = new SlowSwap(new InterfaceAddress(IPAddress.Parse("192.0.2.1"), 24));

    [TearDown]
    public Task StopAsync() => EndAsync();

    [Test]
    public async Task The_swap_of_a_leg_whose_source_dies_has_ended_when_the_leg_fails()
    {
        _swap.Begin = source => source.KillAsync();
        await BootAsync();

        Assert.That(() => CleanLegAsync(), Throws.TypeOf<HarnessException>());

        Assert.That(_swap.HasEnded, Is.True, "the swap is still running");
    }

    [Test]
    public async Task The_swap_of_a_leg_that_libvirt_does_not_begin_has_ended_when_the_leg_fails()
    {
        await OpenAsync();
        var places = await new LunProvisioning(Lab).ProvideAsync();
        PlayLibvirt(places[0]);
        await using var guest = await GuestUnderTest.BootAsync(
            Lab, places[0], OnPaths(places), new DeviceSet(_swap));

        Assert.That(
            () => guest.MigrateAsync(places[1], new MigrationOptions()),
            Throws.TypeOf<HarnessException>().With.Message.Contains("libvirt does not migrate a domain within one machine"));

        Assert.That(_swap.HasEnded, Is.True, "the swap is still running");
    }

    private static LibvirtGuest OnPaths(ImmutableArray<GuestPlace> places) => new(places.ToImmutableDictionary(
        place => place.Name,
        IDomainDevice (place) => LunDisk.Of(new LunPath(place.Disk.Path), LunUse.Emulated, LibvirtGuest.Disk)));

    /// <summary>
    /// Makes a virsh for the hosts that starts one domain: the harness's guest on a place, in the lab's first directory.
    /// </summary>
    private void PlayLibvirt(GuestPlace place)
    {
        var directory = $"{place.Host.Directory}/1";
        var qemu = new BuiltInGuest().CommandLine(place, Lab.Environment.Guest, directory)
            .WithSerial(new UnixDomainSocketEndPoint($"{directory}/serial.sock"))
            .AddQmp(new UnixDomainSocketEndPoint($"{directory}/qmp.sock"));
        File.WriteAllText(Folder["virsh"], $"""
            #!/bin/sh
            case "$*" in
                *" create "*)
                    name=$(sed -n 's|.*<name>\(.*\)</name>.*|\1|p' /dev/stdin)
                    {ShellQuote.Join([qemu.Program, .. qemu.ToArguments()])} < /dev/null > /dev/null 2>&1 &
                    echo $! > "{Folder.Path}/$name.pid"
                    ;;
                *) echo "error: failed to get domain '$4'" >&2; exit 1 ;;
            esac
            """);
        File.SetUnixFileMode(Folder["virsh"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var path = $"{Folder.Path}:{System.Environment.GetEnvironmentVariable("PATH")}";
        Plants.Change("qemu:///system", command => command.WithEnvironment("PATH", path));
        Plants.Show("/run/libvirt/qemu", Folder.Path);
    }

    /// <summary>A swap that goes on until it is cancelled, and takes a moment to end then.</summary>
    private sealed class SlowSwap(InterfaceAddress address) : GuestNics(Make(address, 1, hasOneMac: true))
    {
        private static readonly TimeSpan Moment = TimeSpan.FromSeconds(3);

        public Func<QemuMachine, Task> Begin { get; set; } = _ => Task.CompletedTask;

        public bool HasEnded { get; private set; }

        public override IDomainDevice InDomain(GuestPlace place) => new NoDevice();

        public override Task SetUpAsync(Guest guest, CancellationToken cancellationToken) => Task.CompletedTask;

        public override Task<ImmutableArray<VfService>> AwaitVfsAsync(Guest guest, CancellationToken cancellationToken) =>
            Task.FromResult(Vfs);

        public override Task<HealthReport> ArriveAsync(Arrival arrival, CancellationToken cancellationToken) =>
            Task.FromResult(HealthReport.Clean);

        public override async Task SwitchOverAsync(
            QemuMachine source, GuestPlace from, long since, CancellationToken cancellationToken)
        {
            await Begin(source);
            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.Delay(Moment, CancellationToken.None);
            HasEnded = true;
        }
    }

    private sealed class NoDevice : IDomainDevice
    {
        public IEnumerable<XElement> ToXml() => [];
    }
}
