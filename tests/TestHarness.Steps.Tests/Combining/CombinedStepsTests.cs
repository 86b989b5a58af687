using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Labs;

namespace TestHarness.Steps.Tests.Combining;

/// <summary>Every When and Then of the catalogue after every step that leaves something open.</summary>
[TestFixture]
[Category("slow")]
internal sealed class CombinedStepsTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);
    private static readonly string[] Tags = ["hosts:2", "needs:qemu", "needs:lun"];

    private DirectoryInfo _reports = null!;
    private LabRun _run = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _reports = Directory.CreateTempSubdirectory("testharness-combined-");
        _run = await LabRun.StartAsync(Environment, _reports.FullName);
        Assert.That(await _run.FindSkipReasonsAsync(Tags), Is.Empty);
    }

    [OneTimeTearDown]
    public async Task EndAsync()
    {
        await _run.DisposeAsync();
        _reports.Delete(recursive: true);
    }

    [TestCaseSource(typeof(LeftOpen), nameof(LeftOpen.All))]
    public async Task Every_step_ends_after(LeftOpen open)
    {
        CombinedScenario? scenario = null;
        List<string> wrong = [];
        foreach (var step in CatalogueStep.All.Where(step => open.Refuses.Contains(step.Method.Name) || !step.IsVariant))
        {
            scenario ??= await CombinedScenario.OpenAsync(_run, Tags, open);
            var end = await scenario.RunAsync(step, Bound);
            if (end.Failure is not HarnessException { FailureClass: FailureClass.Config })
                TestContext.Out.WriteLine($"{end.Took.TotalSeconds,4:0.0} s  {step}: {end.Failure?.Message ?? "passed"}");
            if (StepRules.Problem(open, end) is { } problem)
                wrong.Add(problem);
            if (end.Failure is TimeoutException || !await scenario.IsUnchangedAsync())
            {
                await CloseAsync(scenario, step, wrong);
                scenario = null;
            }
        }

        if (scenario is not null)
            await CloseAsync(scenario, null, wrong);
        Assert.That(wrong, Is.Empty, string.Join('\n', wrong));
    }

    private static async Task CloseAsync(CombinedScenario scenario, CatalogueStep? last, List<string> wrong)
    {
        try
        {
            await scenario.CloseAsync().WaitAsync(Bound);
        }
        catch (Exception exception)
        {
            wrong.Add($"closing the scenario after '{last}': {exception.Message}");
        }
    }

    private static LabEnvironment Environment => new()
    {
        Name = "combined",
        Hosts = [.. new[] { "host1", "host2" }.Select(name => new HostDescription(name, new LocalConnection(), null, [], []))],
        Luns = [new FileLun("lun0", ByteSize.FromMiB(16))],
        Guest = new GuestDescription { Memory = ByteSize.FromMiB(128) },
        Qemu = new QemuSettings { Accelerator = Accelerator.Tcg },
        Slowness = 0.2,
        Timeouts = new TimeoutSettings
        {
            Command = TimeSpan.FromSeconds(2),
            Migration = TimeSpan.FromSeconds(5),
            Load = TimeSpan.FromSeconds(5),
            Lun = TimeSpan.FromSeconds(1),
        },
    };
}
