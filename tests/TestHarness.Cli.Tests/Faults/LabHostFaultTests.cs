using TestHarness.Cli.Tests.Support;
using TestHarness.Steps.World;
using TestHarness.Tests.Faults;

namespace TestHarness.Cli.Tests.Faults;

/// <summary>Faults of a host with a kernel and services of its own: those of a virtual lab that only the test has.</summary>
[Category("slow")]
internal sealed class LabHostFaultTests
{
    private const string ListLeft = """
        cd /var/tmp && ls -d testharness-????????-* testharness-ledgers-0/* testharness-leases/*.owner 2> /dev/null
        pgrep -a qemu-system
        virsh -q list --all
        :
        """;

    /// <summary>What the run prints when the guest's load writes.</summary>
    private const string Loaded = "stamped blocks to the LUN  passed";

    /// <summary>What the run prints when a migration begins.</summary>
    private const string Leg = "leg 1: ";

    private const string CountQemus = "pgrep -c qemu-system; :";

    private static readonly string[] OnLab = ["--env", "virtual-lab"];

    private HarnessProcess _harness = null!;

    [SetUp]
    public void Start() => _harness = new HarnessProcess { Bound = TimeSpan.FromMinutes(5) };

    [TearDown]
    public async Task EndAsync()
    {
        await _harness.RunAsync("lab", "down");
        _harness.Dispose();
    }

    /// <summary>The host is reset: its QEMU and its connections end without a word.</summary>
    [Fault("host-rebooted")]
    [Test]
    public async Task A_host_that_reboots([Values(HarnessPhase.Load, HarnessPhase.Leg)] HarnessPhase phase)
    {
        var result = await _harness.ActAsync(
            phase == HarnessPhase.Load ? Loaded : Leg,
            () => OnHostAsync("host1", "(sleep 0.2; echo b > /proc/sysrq-trigger) > /dev/null 2>&1 &"),
            ["run", HarnessProcess.Fixture("faulty.feature"), .. OnLab]);

        AssertFailed(result, "ssh", "host1");
        await AssertAftermathAsync();
    }

    [Fault("libvirtd-restarted")]
    [Test]
    public async Task A_libvirtd_that_is_restarted([Values(HarnessPhase.Load, HarnessPhase.Leg)] HarnessPhase phase)
    {
        var feature = Path.Combine(RunSettings.Root, "features", "npiv", "lun_to_guest.feature:15");

        var result = await _harness.ActAsync(
            phase == HarnessPhase.Load ? "pass after pass  passed" : Leg,
            () => OnHostAsync("host1", "systemctl restart libvirtd"),
            ["run", feature, .. OnLab]);

        if (phase == HarnessPhase.Load)
        {
            Assert.That(result.ExitCode, Is.Zero, result.Output + result.Error);
            FaultReport.Kept(FaultPromise.BoundedEnd);
            FaultReport.Caused("none");
        }
        else
        {
            AssertFailed(result, "migration", "virsh migrate .* error: Disconnected from qemu:///system");
        }

        await AssertAftermathAsync();
    }

    /// <summary>The host hears nothing more of its tester, not even the end of the connection.</summary>
    [Fault("tester-gone")]
    [TestCase("load")]
    public async Task A_tester_whose_machine_is_gone(string phase)
    {
        Assert.That(phase, Is.EqualTo("load"));
        var tester = new LabTester(_harness);
        await tester.PrepareAsync();

        var result = await _harness.ActAsync(Loaded, tester.KillAsync, LabTester.Run("faulty.feature"));

        Assert.That(result.Output, Does.Contain(Loaded), result.Error);
        Assert.That(await OnHostAsync("host2", CountQemus), Is.Not.EqualTo("0\n"), "the host heard of the end");
        Assert.That(async () => await OnHostAsync("host2", CountQemus), Is.EqualTo("0\n").After(90_000, 500));
        FaultReport.Kept(FaultPromise.BoundedEnd);
        FaultReport.Caused("none");
        var next = await AssertAftermathAsync();
        Assert.That(next.Output, Does.Match("host2: removed directory .*, which a lost run has left"));
    }

    private static void AssertFailed(HarnessOutput result, string failureClass, string cause)
    {
        Assert.That(result.ExitCode, Is.EqualTo(1), result.Output + result.Error);
        FaultReport.Kept(FaultPromise.BoundedEnd);
        Assert.That(result.Output, Does.Match($@"\n +\[{failureClass}\] .*{cause}"));
        FaultReport.Caused(failureClass);
    }

    private async Task<string> OnHostAsync(string host, string script)
    {
        var result = await _harness.RunAsync("lab", "ssh", host, script);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        return result.Output;
    }

    private async Task<HarnessOutput> AssertAftermathAsync()
    {
        var next = await _harness.RunAsync(["run", HarnessProcess.Fixture("there-and-back.feature"), .. OnLab]);
        Assert.That(next.ExitCode, Is.Zero, next.Output + next.Error);
        FaultReport.Kept(FaultPromise.NextGreen);
        var ledgers = Path.Combine(_harness.State, "testharness", "ledger");
        Assert.That(Directory.Exists(ledgers) ? Directory.GetFiles(ledgers) : [], Is.Empty);
        FaultReport.Kept(FaultPromise.EmptyLedger);
        foreach (var host in (string[])["host1", "host2"])
            Assert.That(await OnHostAsync(host, ListLeft), Is.Empty);
        FaultReport.Kept(FaultPromise.NothingLeft);
        return next;
    }
}
