using TestHarness.Health;

namespace TestHarness.Tests.Health;

public sealed class KernelTaintTests
{
    [Test]
    public void Names_the_flags_of_a_broken_kernel_that_were_added()
    {
        var report = KernelTaint.Compare(
            HealthCheck.HostTaint, "host1", before: 1 << 9, after: (1 << 9) | (1 << 7) | (1 << 14) | (1 << 12));

        Assert.That(report.Findings.Select(finding => finding.ToString()), Is.EqualTo(new[]
        {
            "critical: host1: kernel taint: the kernel became tainted: D (kernel died recently (an Oops or BUG))",
            "critical: host1: kernel taint: the kernel became tainted: L (soft lockup occurred)",
        }));
    }

    [Test]
    public void Loading_an_out_of_tree_module_is_no_finding() =>
        Assert.That(KernelTaint.Compare(HealthCheck.HostTaint, "host1", 0, (1 << 12) | (1 << 13)).IsHealthy);

    [Test]
    public void A_flag_that_is_not_known_is_an_error() =>
        Assert.That(
            KernelTaint.Compare(HealthCheck.HostTaint, "host1", 0, 1UL << 40).Findings.Single().Message,
            Does.Contain("unknown taint flag 40"));

    [Test]
    public void Reads_this_machine() => Assert.That(
        KernelTaint.Compare(HealthCheck.HostTaint, "here", KernelTaint.Parse(File.ReadAllText(KernelTaint.Path)), 0).IsHealthy);
}
