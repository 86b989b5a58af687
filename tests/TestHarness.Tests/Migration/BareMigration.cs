using TestHarness.Migration;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qemu.Machines;
using TestHarness.Tests.Guests;

namespace TestHarness.Tests.Migration;

/// <summary>Two QEMUs without a guest, one of which waits for the other's.</summary>
[Parallelizable]
internal abstract class BareMigration
{
    protected static readonly MigrationOptions Slow = new() { MaxBandwidth = 1000, Timeout = TimeSpan.FromSeconds(30) };

    protected Workbench Bench { get; private set; } = null!;

    protected QemuMachine Source { get; private set; } = null!;

    protected QemuMachine Destination { get; private set; } = null!;

    [SetUp]
    public void MakeBench() => Bench = Workbench.Create();

    [TearDown]
    public async Task EndAsync() => await Bench.DisposeAsync();

    protected async Task StartMachinesAsync(params QemuOption[] options)
    {
        Source = await Bench.StartAsync("source", Workbench.Bare(options));
        Destination = await Bench.StartIncomingAsync("destination", Workbench.Bare(options));
    }

    protected Task<LiveMigration> StartAsync(MigrationOptions? options = null) =>
        LiveMigration.StartAsync(Source.Qmp, Destination.Qmp, options ?? new MigrationOptions(), "tcp:127.0.0.1:0");
}
