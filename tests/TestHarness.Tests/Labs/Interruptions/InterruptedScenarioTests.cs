using TestHarness.Devices.Luns;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Labs;
using TestHarness.Labs.Guests;
using TestHarness.Labs.Recipes;
using TestHarness.Migration;
using TestHarness.Tests.Guests;
using TestHarness.Tests.Hosts;
using TestHarness.Tests.Qemu.Capabilities;

namespace TestHarness.Tests.Labs.Interruptions;

/// <summary>
/// A scenario of one leg between two logical hosts, reached over a real sshd, is interrupted in each of its phases. It ends in
/// time and says why, leaves nothing, and the next scenario is green.
/// </summary>
[Category("slow")]
internal sealed class InterruptedScenarioTests
{
    private static readonly string[] Tags = ["hosts:2", "needs:qemu", "needs:lun"];

    private readonly TemporaryDirectory _reports = new();
    private SshServer _server = null!;
    private string[] _processes = [];

    [SetUp]
    public async Task StartServerAsync()
    {
        InstalledQemu.Require();
        _server = await SshServer.StartAsync();
        _processes = ProcessSearch.OfThisHarness();
    }

    [TearDown]
    public async Task StopServerAsync() => await _server.DisposeAsync();

    [OneTimeTearDown]
    public void RemoveReports() => _reports.Dispose();

    [Test]
    public async Task A_lost_connection_fails_the_scenario_in_time_and_leaves_nothing([Values] Phase phase)
    {
        var interruption = new Interruption(phase, () => _server.SignalSessionsAsync("KILL"));
        var run = await StartRunAsync(interruption, phase);

        var failures = await FailuresAsync(run, interruption, CancellationToken.None);

        // Between commands a connection is made again, and nothing is lost.
        if (phase is not Phase.Open)
            Assert.That(failures, phase is Phase.Close ? Is.Empty : Is.Not.Empty);
        Assert.That(failures, Is.All.Message.StartsWith("[ssh] ").And.All.Message.Matches("host host[12] .*the connection "));
        await AssertNothingIsLeftAsync(run);
    }

    [Test]
    public async Task A_cancelled_scenario_ends_in_time_and_leaves_nothing([Values] Phase phase)
    {
        using var cancellation = new CancellationTokenSource();
        var interruption = new Interruption(phase, cancellation.CancelAsync);
        var run = await StartRunAsync(interruption, phase);

        var failures = await FailuresAsync(run, interruption, cancellation.Token);

        Assert.That(failures, phase == Phase.Close ? Is.Empty : Has.Exactly(1).InstanceOf<OperationCanceledException>());
        await AssertNothingIsLeftAsync(run);
    }

    /// <summary>Starts a run whose guests start from a template, except where a guest is to be interrupted as it boots.</summary>
    private async Task<LabRun> StartRunAsync(Interruption interruption, Phase phase)
    {
        var environment = new LabEnvironment
        {
            Name = "loopback",
            Hosts = [Host("host1"), Host("host2")],
            Luns = [new FileLun("lun0", ByteSize.FromMiB(16))],
            Guest = new GuestDescription { Memory = ByteSize.FromMiB(128) },
            Qemu = new QemuSettings { Accelerator = Accelerator.Tcg },
            UsesTemplates = phase != Phase.Boot,
        };
        var run = await LabRun.StartAsync(environment, _reports.Path, interruption, Workbench.ImageAsync);
        Assert.That(await run.FindSkipReasonsAsync(Tags), Is.Empty);
        return run;
    }

    private HostDescription Host(string name) => new(name, new SshConnection(_server.Destination), null, [], []);

    /// <summary>The failures of the scenario and of its end, each of which must come in time.</summary>
    private static async Task<List<Exception>> FailuresAsync(
        LabRun run, Interruption interruption, CancellationToken cancellationToken)
    {
        var failures = new List<Exception>();
        Lab? lab = null;
        GuestUnderTest? guest = null;
        await TryAsync(async () =>
        {
            lab = await run.OpenAsync("interrupted", Tags, interruption.Tell, cancellationToken);
            var places = await new LunProvisioning(lab).ProvideAsync(cancellationToken);
            guest = await GuestUnderTest.BootAsync(lab, places[0], new BuiltInGuest(), cancellationToken: cancellationToken);
            await guest.MigrateAsync(places[1], new MigrationOptions(), cancellationToken);
        });
        await TryAsync(() => Teardown.RunAsync(
            () => guest?.DisposeAsync().AsTask() ?? Task.CompletedTask,
            () => lab?.CloseAsync(CancellationToken.None) ?? Task.CompletedTask));
        foreach (var failure in failures)
            TestContext.Out.WriteLine($"failed: {failure.Message}");
        return failures;

        async Task TryAsync(Func<Task> act)
        {
            try
            {
                await act().WaitAsync(TimeSpan.FromMinutes(2), CancellationToken.None);
            }
            catch (Exception exception) when (exception is not TimeoutException)
            {
                failures.Add(exception);
            }
        }
    }

    private async Task AssertNothingIsLeftAsync(LabRun run)
    {
        Assert.That(ProcessSearch.OfThisHarness().Where(process => !IsConnection(process)), Is.SubsetOf(_processes));
        AssertLedgerIsEmpty();
        await RunNextAsync(run).WaitAsync(TimeSpan.FromMinutes(2));
        AssertLedgerIsEmpty();
        await run.DisposeAsync();
        Assert.That(ProcessSearch.OfThisHarness(), Is.SubsetOf(_processes));
    }

    /// <summary>The connections to the hosts last until the end of the run.</summary>
    private static bool IsConnection(string process) => process.Contains(" -M -N ", StringComparison.Ordinal);

    /// <summary>Runs a scenario to its end: a guest boots, makes a leg there and back with all checks, and is healthy.</summary>
    private static async Task RunNextAsync(LabRun run)
    {
        var lab = await run.OpenAsync("the next", Tags, TestContext.Out.WriteLine);
        var places = await new LunProvisioning(lab).ProvideAsync();
        await using (var guest = await GuestUnderTest.BootAsync(lab, places[0], new BuiltInGuest()))
        {
            await guest.PingPongAsync(2, places[0], places[1], new MigrationOptions());
            (await guest.Health.CheckAsync()).ThrowIfUnhealthy("in the next scenario");
        }

        await lab.CloseAsync();
    }

    private static void AssertLedgerIsEmpty() =>
        Assert.That(Directory.Exists(HarnessPaths.Ledgers) ? Directory.GetFiles(HarnessPaths.Ledgers) : [], Is.Empty);
}
