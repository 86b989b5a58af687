using System.Collections.Immutable;
using TestHarness.Devices.Luns;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Hosts;
using TestHarness.Labs;
using TestHarness.Devices;
using TestHarness.Labs.Guests;
using TestHarness.Labs.Recipes;
using TestHarness.Migration;
using TestHarness.GuestPlaces;
using TestHarness.Tests.Guests;
using TestHarness.Tests.Hosts;
using TestHarness.Tests.Qemu.Capabilities;

namespace TestHarness.Tests.Labs.LegChecks;

/// <summary>A lab of two logical hosts on this machine, with a guest that makes legs between them.</summary>
[TestFixture]
[Category("slow")]
internal abstract class LegFixture
{
    protected static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private readonly TemporaryDirectory _folder = new();
    private LabRun? _run;
    private Lab? _lab;
    private GuestUnderTest? _guest;

    /// <summary>What the hosts of the lab show and answer.</summary>
    protected Plants Plants { get; } = new();

    protected TemporaryDirectory Folder => _folder;

    protected Lab Lab => _lab!;

    protected GuestUnderTest Guest => _guest!;

    /// <summary>Where the guest can run: host1 and host2, with the same LUN.</summary>
    protected ImmutableArray<GuestPlace> Places { get; private set; }

    /// <summary>Where the guest does not run now.</summary>
    protected GuestPlace Elsewhere => Places.First(place => place.Name != Guest.Place.Name);

    /// <summary>The findings of the last leg.</summary>
    protected ImmutableArray<HealthFinding> Findings => Guest.Legs[^1].Health.Findings;

    protected virtual LabEnvironment Environment { get; } = new()
    {
        Name = "here",
        Hosts = [Host("host1"), Host("host2")],
        Luns = [new FileLun("lun0", ByteSize.FromMiB(16))],
        Guest = new GuestDescription { Memory = ByteSize.FromMiB(128) },
        Qemu = new QemuSettings { Accelerator = Accelerator.Tcg },
    };

    private string[] Tags => [$"hosts:{Environment.Hosts.Length}", "needs:qemu", "needs:lun"];

    protected virtual QemuGuest Recipe => new BuiltInGuest();

    /// <summary>Returns the device that the guest has beside its disk; null when it has none.</summary>
    protected virtual GuestDevice? MakeDevice() => null;

    /// <summary>Reads a line that tells how far the scenario is.</summary>
    protected virtual void Tell(string line) => TestContext.Out.WriteLine(line);

    /// <summary>Plants what must be there before the lab opens.</summary>
    protected virtual void Plant()
    {
    }

    /// <summary>Opens a lab; skips the test where QEMU or the guest image cannot be had.</summary>
    protected async Task OpenAsync() =>
        _lab = await (_run ??= await StartRunAsync()).OpenAsync("leg checks", Tags, Tell);

    private async Task<LabRun> StartRunAsync()
    {
        InstalledQemu.Require();
        Plant();
        var run = await LabRun.StartAsync(Environment, _folder["reports"], new PlantedHosts(Plants), Workbench.ImageAsync);
        Assert.That(await run.FindSkipReasonsAsync(Tags), Is.Empty);
        return run;
    }

    protected async Task BootAsync()
    {
        await OpenAsync();
        Places = await ProvideAsync();
        Places = [.. Places.Select(Prepare)];
        var devices = MakeDevice() is { } device ? new DeviceSet(device) : null;
        _guest = await GuestUnderTest.BootAsync(Lab, Places[0], Recipe, devices);
        await _guest.SetUpDevicesAsync();
    }

    /// <summary>Provides the disks of the guest on the hosts.</summary>
    protected virtual Task<ImmutableArray<GuestPlace>> ProvideAsync() => new LunProvisioning(Lab).ProvideAsync();

    /// <summary>Returns a place as the tests of the fixture need it.</summary>
    protected virtual GuestPlace Prepare(GuestPlace place) => place;

    /// <summary>Closes the lab, which must fail.</summary>
    /// <returns>The message.</returns>
    protected async Task<string> FailedCloseAsync()
    {
        var lab = Lab;
        _lab = null;
        return (await Assert.ThrowsAsync<HarnessException>(() => lab.CloseAsync()))!.Message;
    }

    protected async Task EndAsync()
    {
        if (_guest is not null)
            await _guest.DisposeAsync();
        _guest = null;
        await CloseAsync();
    }

    /// <summary>Closes the lab, which must succeed.</summary>
    protected async Task CloseAsync()
    {
        var lab = _lab;
        _lab = null;
        if (lab is not null)
            await lab.CloseAsync();
    }

    [OneTimeTearDown]
    public async Task CleanUpAsync()
    {
        await EndAsync();
        if (_run is not null)
            await _run.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Makes a leg after which everything must be well.</summary>
    protected Task CleanLegAsync(GuestPlace? to = null) => Guest.MigrateAsync(to ?? Elsewhere, new MigrationOptions());

    /// <summary>Makes a leg that must fail with its number in the message.</summary>
    /// <returns>The message.</returns>
    protected async Task<string> FailedLegAsync(FailureClass failureClass = FailureClass.GuestHealth, GuestPlace? to = null)
    {
        var leg = Guest.Legs.Length + 1;
        var failure = (await Assert.ThrowsAsync<HarnessException>(
            () => Guest.MigrateAsync(to ?? Elsewhere, new MigrationOptions())))!;
        Assert.That(failure.FailureClass, Is.EqualTo(failureClass), failure.Message);
        Assert.That(failure.Message, Does.Contain($" after leg {leg} ("));
        Assert.That(Guest.Legs, Has.Length.EqualTo(leg));
        return failure.Message;
    }

    protected async Task<string> RunAsync(string script)
    {
        var result = await Guest.Guest.Shell.RunAsync(script, Soon);
        Assert.That(result.ExitCode, Is.Zero, result.Output);
        return result.Output;
    }

    protected static HostDescription Host(string name) => new(name, new LocalConnection(), null, [], []);
}

/// <summary>The tests share one guest: each leaves it well.</summary>
internal abstract class SharedGuestLegs : LegFixture
{
    [OneTimeSetUp]
    public Task StartAsync() => BootAsync();

    /// <summary>Looks once more, so that what a test planted or put right is not found by the next.</summary>
    [TearDown]
    public async Task ForgetAsync() => await Guest.Health.CheckAsync();
}

/// <summary>Each test has a guest of its own, which it may destroy.</summary>
internal abstract class OwnGuestLegs : LegFixture
{
    [SetUp]
    public Task StartAsync() => BootAsync();

    [TearDown]
    public Task StopAsync() => EndAsync();
}
