using TestHarness.Failures;
using TestHarness.VirtualLab.Machines.Starting;
using TestHarness.VirtualLab.Tests.Images;

namespace TestHarness.VirtualLab.Tests.Machines.Starting;

/// <summary>Under a systemctl of the test's own, as no machine is degraded on demand.</summary>
internal sealed class SystemdWaitTests
{
    private readonly List<string> _told = [];

    [Test]
    public async Task A_host_on_which_all_units_run_is_running()
    {
        Assert.That(await WaitAsync("echo running"), Is.EqualTo(SystemdState.Running));
        Assert.That(_told, Is.Empty);
    }

    [Test]
    public async Task A_host_with_failed_units_is_degraded_and_they_are_named()
    {
        const string systemctl =
            "case $1 in list-units) echo 'nvmf.service loaded failed failed NVMe' ;; *) echo degraded; exit 1 ;; esac";

        Assert.That(await WaitAsync(systemctl), Is.EqualTo(SystemdState.Degraded));
        Assert.That(_told, Is.EqualTo(["this machine: units that failed at its boot: nvmf.service loaded failed failed NVMe"]));
    }

    [TestCase("echo maintenance; exit 1", "maintenance")]
    [TestCase("exit 1", "''")]
    public void A_host_in_any_other_state_is_not_used(string systemctl, string found) => Assert.That(
        () => WaitAsync(systemctl),
        Throws.TypeOf<HarnessException>().With.Message.StartsWith("[provision]").And.Message.Contains(found));

    private async Task<SystemdState> WaitAsync(string systemctl)
    {
        _told.Clear();
        await using var host = new PreparedMachine();
        host.Replace("systemctl", systemctl);
        host.Replace("udevadm", "exit 0");
        return await SystemdWait.RunAsync(host, _told.Add, CancellationToken.None);
    }
}
