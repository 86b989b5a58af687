using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Labs;
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
    public async Task A_scenario_whose_evidence_cannot_be_written_gives_its_hosts_back()
    {
        Skip.UnlessInstalled(SkipReason.NoQemu, "qemu-system-x86_64");
        Skip.UnlessInstalled(SkipReason.NoImageTool, "apt-cache", "apt-get", "dpkg-deb");
        var run = await LabRun.StartAsync(EnvironmentFile.Load(RunSettings.PathOf("local")), _reports);
        var world = new ScenarioWorld { Lab = await OpenAsync(run) };
        var places = await world.Lab.ProvisionLunAsync();
        world.Guest = await GuestUnderTest.BootAsync(world.Lab, places[0], new BuiltInGuest());
        world.Lab.Evidence.Write("guest-kernel.log", "written before the guest's own");
        Directory.Delete(run.EvidenceFolder, recursive: true);

        Assert.That(world.CloseAsync, Throws.InstanceOf<IOException>().Or.InstanceOf<HarnessException>());

        var next = await OpenAsync(run).WaitAsync(Bound);
        await next.CloseAsync();
    }

    private static Task<Lab> OpenAsync(LabRun run) => run.OpenAsync("closing", Tags, TestContext.Out.WriteLine);
}
