using TestHarness.Devices.Registry;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Labs;
using TestHarness.Scenarios.Runtime;
using TestHarness.Steps.World;

namespace TestHarness.Steps.Tests.World;

[Category("slow")]
public sealed class ScenarioWorldTests
{
    private static readonly string[] Tags = ["@hosts:2", "@needs:qemu", "@needs:lun"];

    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(1);

    private string _reports = null!;

    [SetUp]
    public void Make() => _reports = Directory.CreateTempSubdirectory("scenario-world-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(_reports, recursive: true);

    [Test]
    public async Task A_guest_that_throws_as_it_ends_does_not_keep_the_hosts()
    {
        var (run, world) = await OpenWorldAsync();
        world.OtherGuests = [null!];

        Assert.That(world.CloseAsync, Throws.TypeOf<NullReferenceException>().Or.TypeOf<HarnessException>());

        await ExpectHostsAreFreeAsync(run);
    }

    [Test]
    public async Task Something_kept_by_the_lab_that_throws_as_it_ends_does_not_keep_the_hosts()
    {
        var (run, world) = await OpenWorldAsync();
        world.Lab.Keep(new Unendable());

        Assert.That(world.CloseAsync, Throws.TypeOf<IOException>().With.Message.EqualTo("cannot end"));

        await ExpectHostsAreFreeAsync(run);
    }

    private async Task<(LabRun Run, ScenarioWorld World)> OpenWorldAsync()
    {
        Skip.UnlessInstalled(SkipReason.NoQemu, "qemu-system-x86_64");
        Skip.UnlessInstalled(SkipReason.NoImageTool, "apt-cache", "apt-get", "dpkg-deb");
        var run = await LabRun.StartAsync(EnvironmentFile.Load(RunSettings.PathOf("local"), DeviceKinds.HostSections), _reports);
        return (run, new ScenarioWorld(new ScenarioCancellation(CancellationToken.None)) { Lab = await OpenAsync(run) });
    }

    /// <summary>A scenario takes the hosts for itself, so the next one can start only once they are given back.</summary>
    private static async Task ExpectHostsAreFreeAsync(LabRun run)
    {
        await (await OpenAsync(run).WaitAsync(Bound)).CloseAsync();
        await run.DisposeAsync();
    }

    private static Task<Lab> OpenAsync(LabRun run) => run.OpenAsync("closing", Tags, TestContext.Out.WriteLine);

    private sealed class Unendable : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => throw new IOException("cannot end");
    }
}
