using System.Diagnostics;
using TestHarness.Devices.Luns;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Labs;
using TestHarness.Labs.Guests;
using TestHarness.Labs.Recipes;
using TestHarness.Load;
using TestHarness.Migration;
using TestHarness.Tests.Guests;
using TestHarness.Tests.Hosts;
using TestHarness.Tests.Qemu.Capabilities;

namespace TestHarness.Tests.Faults;

/// <summary>
/// A scenario between two logical hosts: a guest boots, writes to a LUN, makes a leg, and is checked. A fault happens in one of
/// its phases.
/// </summary>
internal sealed class FaultScenario : IAsyncDisposable
{
    private static readonly string[] Tags = ["hosts:2", "needs:qemu", "needs:lun"];

    private readonly TemporaryDirectory _reports;
    private readonly string[] _processes;
    private bool _isDisposed;

    private FaultScenario(FaultPoint point, LabRun run, TemporaryDirectory reports, string[] processes) =>
        (Point, Run, _reports, _processes) = (point, run, reports, processes);

    /// <summary>The time limit of the scenario from its start to its end.</summary>
    public static TimeSpan Bound { get; } = TimeSpan.FromMinutes(3);

    public FaultPoint Point { get; }

    public LabRun Run { get; }

    /// <summary>The last guest that has booted; null when none has.</summary>
    public GuestUnderTest? Guest { get; private set; }

    /// <summary>The options of the leg.</summary>
    public MigrationOptions Options { get; set; } = new() { Timeout = TimeSpan.FromSeconds(10) };

    /// <summary>Starts a run, whose guests start from a template except where the fault happens as a guest boots.</summary>
    /// <param name="connection">The way to both hosts; null for this machine.</param>
    /// <param name="change">Changes the environment.</param>
    public static async Task<FaultScenario> StartAsync(
        FaultPoint point, HostConnection? connection = null, Func<LabEnvironment, LabEnvironment>? change = null,
        string? reports = null)
    {
        InstalledQemu.Require();
        var processes = ProcessSearch.OfThisHarness();
        var folder = new TemporaryDirectory();
        var environment = new LabEnvironment
        {
            Name = "faults",
            Hosts = [Host("host1"), Host("host2")],
            Luns = [new FileLun("lun0", ByteSize.FromMiB(16))],
            Guest = new GuestDescription { Memory = ByteSize.FromMiB(128) },
            Qemu = new QemuSettings { Accelerator = Accelerator.Tcg },
            UsesTemplates = point.Phase != FaultPhase.Boot,
            Timeouts = new TimeoutSettings
            {
                Boot = TimeSpan.FromSeconds(15),
                Command = TimeSpan.FromSeconds(8),
                Qmp = TimeSpan.FromSeconds(4),
                Migration = TimeSpan.FromSeconds(10),
                Load = TimeSpan.FromSeconds(30),
                Teardown = TimeSpan.FromSeconds(30),
            },
        };
        var run = await LabRun.StartAsync(
            change is null ? environment : change(environment), reports ?? folder.Path, point, Workbench.ImageAsync);
        Assert.That(await run.FindSkipReasonsAsync(Tags), Is.Empty);
        return new FaultScenario(point, run, folder, processes);

        HostDescription Host(string name) => new(name, connection ?? new LocalConnection(), null, [], []);
    }

    /// <summary>Runs the scenario to its end, which must come in time.</summary>
    /// <returns>The failures of the scenario and of its end.</returns>
    public async Task<HarnessException[]> RunAsync(CancellationToken cancellationToken = default)
    {
        var failures = new List<Exception>();
        var start = Stopwatch.GetTimestamp();
        Lab? lab = null;
        GuestUnderTest? guest = null;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await TryAsync(async () =>
        {
            lab = await Run.OpenAsync("faulty", Tags, Point.Tell, ending.Token);
            _ = lab.LeaseLost.ContinueWith(_ => ending.CancelAsync(), TaskScheduler.Default);
            var places = await new LunProvisioning(lab).ProvideAsync(ending.Token);
            guest = await GuestUnderTest.BootAsync(lab, places[0], new BuiltInGuest(), cancellationToken: ending.Token);
            Guest = guest;
            await Point.ReachAsync(FaultPhase.Idle);
            await guest.Load.StartAsync(
                async (shell, lun) => await StampedLoad.StartAsync(shell, lun, "/dev/sda", cancellationToken: ending.Token),
                ending.Token);
            await Point.ReachAsync(FaultPhase.Load);
            await guest.MigrateAsync(places[1], Options, ending.Token);
            await guest.Load.StopAsync(ending.Token);
            await guest.Load.Require().VerifyAsync(ending.Token);
            (await guest.Health.CheckAsync(ending.Token)).ThrowIfUnhealthy("at the end");
        });
        await TryAsync(() => Teardown.RunAsync(
            () => guest?.DisposeAsync().AsTask() ?? Task.CompletedTask,
            () => lab?.CloseAsync(CancellationToken.None) ?? Task.CompletedTask));
        var time = Stopwatch.GetElapsedTime(start);
        foreach (var failure in failures)
            TestContext.Out.WriteLine($"failed: {failure.Message}");
        Assert.That(Point.HasActed, Is.True, "the scenario did not come to the phase of the fault");
        Assert.That(time, Is.LessThan(Bound));
        FaultReport.Kept(FaultPromise.BoundedEnd);
        Assert.That(failures, Is.All.InstanceOf<HarnessException>());
        return [.. failures.Cast<HarnessException>()];

        async Task TryAsync(Func<Task> act)
        {
            try
            {
                await act().WaitAsync(Bound, CancellationToken.None);
            }
            catch (OperationCanceledException) when (lab is { LeaseLost.IsCompletedSuccessfully: true })
            {
                failures.Add(await lab.LeaseLost);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                TestContext.Out.WriteLine("the scenario was cancelled");
            }
            catch (Exception exception) when (exception is not TimeoutException)
            {
                failures.Add(exception);
            }
        }
    }

    /// <summary>
    /// Looks at what the scenario has left, runs the next scenario on the same hosts, ends the run, and looks again.
    /// </summary>
    public Task AssertAftermathAsync() => Aftermath.AssertAsync(this, _processes);

    /// <summary>Runs a scenario to its end: a guest boots, makes a leg there and back with all checks, and is healthy.</summary>
    public async Task RunNextAsync()
    {
        Point.Forward = (_, forward) => forward;
        Point.Change = command => command;
        var lab = await Run.OpenAsync("the next", Tags, TestContext.Out.WriteLine);
        var places = await new LunProvisioning(lab).ProvideAsync();
        await using (var guest = await GuestUnderTest.BootAsync(lab, places[0], new BuiltInGuest()))
        {
            await guest.PingPongAsync(2, places[0], places[1], new MigrationOptions());
            (await guest.Health.CheckAsync()).ThrowIfUnhealthy("in the next scenario");
        }

        await lab.CloseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        await Run.DisposeAsync();
        _reports.Dispose();
    }
}
