using System.Collections.Immutable;
using TestHarness.Devices.Vdpa;
using TestHarness.Devices.Vdpa.Providers;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Ledger;
using TestHarness.Tests.Hosts;
using TestHarness.Tests.Ledger;

namespace TestHarness.Tests.Devices.Vdpa;

/// <summary>
/// Tests on a lab host with the kernel's vdpa modules, where root logs in: TESTHARNESS_TEST_LAB_SSH is an OpenSSH configuration
/// file with a host1, as the virtual lab has one. The host must be as it was after every test.
/// </summary>
[Category("lab"), NonParallelizable]
public abstract class LabFixture
{
    protected static readonly ImmutableArray<VdpaDeviceName> Names =
        [VdpaDeviceName.Parse("vdpa0"), VdpaDeviceName.Parse("vdpa1")];

    private static readonly string? Configuration = Environment.GetEnvironmentVariable("TESTHARNESS_TEST_LAB_SSH");

    private TemporaryDirectory _ledgers = null!;
    private LeakCheck _before = null!;

    internal IHost Host { get; private set; } = null!;

    internal UndoLedger Ledger { get; private set; } = null!;

    internal LedgerScope Scope => new(Ledger);

    internal string Ledgers => _ledgers.Path;

    protected string Scratch { get; private set; } = "";

    [SetUp]
    public async Task Look()
    {
        Skip.Unless(
            !string.IsNullOrEmpty(Configuration),
            SkipReason.NoLab,
            "TESTHARNESS_TEST_LAB_SSH names no OpenSSH configuration file with a host1; 'harness test' sets it");

        _ledgers = new TemporaryDirectory();
        Reopen();
        _before = await LeakLooks.TakeAsync(Host);
        Scratch = $"/var/tmp/testharness-{ProcessTag.Session}-{Guid.NewGuid():n}";
        await Scope.ProvisionAsync(
            Host, "scratch", new Command("rm", "-rf", Scratch), () => RunAsync("mkdir -m 700 \"$1\"", Scratch));
    }

    [TearDown]
    public async Task LeavesTheHostAsItWas()
    {
        if (Host is null)
            return;
        try
        {
            await Ledger.UndoAllAsync((_, _) => Host);
            Assert.That((await LeakLooks.TakeAsync(Host)).DifferencesSince(_before), Is.Empty);
        }
        finally
        {
            await Ledger.DisposeAsync();
            await Host.DisposeAsync();
            _ledgers.Dispose();
        }
    }

    /// <summary>What a next run of the harness does first.</summary>
    internal void Reopen()
    {
        Host = new SshHost("host1", new SshDestination("host1", ConfigFile: Configuration));
        Ledger = UndoLedger.Open(Ledgers);
    }

    internal IVdpaProvider Provider(string name) => name switch
    {
        "sim" => new SimBlkProvider(sharedBackend: true, Names),
        "sim apart" => new SimBlkProvider(sharedBackend: false, Names),
        _ => new VduseProvider(Scratch, 32 << 20, Names),
    };

    internal VdpaReader Reader(VdpaDevice device) => new(Host, device, Scratch);

    protected async Task<string> RunAsync(string script, params string[] parameters) =>
        (await Host.RunAsync(Command.Shell(script, parameters))).OrThrow(FailureClass.Provision).StandardOutput.Trim();

    /// <summary>A change of the host by somebody else; it is undone after what the test makes.</summary>
    internal Task ByAnotherAsync(string script, string undo) =>
        Scope.ProvisionAsync(Host, script, Command.Shell(undo), () => RunAsync(script));

    /// <summary>A QEMU that has the device and runs no guest.</summary>
    internal Task<IHostProcess> StartQemuAsync(VdpaDevice device, string name) => Host.StartAsync(new Command(
        "qemu-system-x86_64", "-name", $"guest={name},debug-threads=on", "-machine", "none", "-nodefaults", "-display", "none",
        "-S",
        "-blockdev", $"driver=virtio-blk-vhost-vdpa,node-name=disk0,path={device.CharacterDevice},cache.direct=on"));
}
