using TestHarness.Failures;
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
    public void Loading_an_out_of_tree_module_is_not_a_finding() =>
        Assert.That(KernelTaint.Compare(HealthCheck.HostTaint, "host1", 0, (1 << 12) | (1 << 13)).IsHealthy);

    [Test]
    public void A_flag_that_is_not_known_is_an_error() =>
        Assert.That(
            KernelTaint.Compare(HealthCheck.HostTaint, "host1", 0, 1UL << 40).Findings.Single().Message,
            Does.Contain("unknown taint flag 40"));

    [Test]
    public void Reads_what_this_machine_s_kernel_prints()
    {
        var taint = KernelTaint.Parse(File.ReadAllText(KernelTaint.Path));
        var died = KernelTaint.Compare(HealthCheck.HostTaint, "here", taint & ~(1UL << 7), taint | (1UL << 7));
        Assert.That(
            died.Findings.Single().Message, Is.EqualTo("the kernel became tainted: D (kernel died recently (an Oops or BUG))"));
        Assert.That(KernelTaint.Compare(HealthCheck.HostTaint, "here", taint, taint).IsHealthy);
    }

    [TestCase("0\n", 0UL)]
    [TestCase("4097\n", 4097UL)]
    [TestCase("18446744073709551615", ulong.MaxValue)]
    public void Reads_every_flag(string text, ulong taint) => Assert.That(KernelTaint.Parse(text), Is.EqualTo(taint));

    [Test]
    public void A_flag_that_is_gone_is_not_a_finding() =>
        Assert.That(KernelTaint.Compare(HealthCheck.HostTaint, "host1", ulong.MaxValue, 0).IsHealthy);

    [TestCase('M', 4, HealthSeverity.Critical, "processor reported a machine check exception")]
    [TestCase('B', 5, HealthSeverity.Critical, "bad page referenced or some unexpected page flags")]
    [TestCase('D', 7, HealthSeverity.Critical, "kernel died recently (an Oops or BUG)")]
    [TestCase('W', 9, HealthSeverity.Error, "kernel issued a warning")]
    [TestCase('L', 14, HealthSeverity.Critical, "soft lockup occurred")]
    public void A_flag_of_a_broken_kernel_is_a_finding(char letter, int bit, HealthSeverity severity, string meaning)
    {
        var finding = KernelTaint.Compare(HealthCheck.HostTaint, "host1", 0, 1UL << bit).Findings.Single();
        Assert.That(
            finding,
            Is.EqualTo(
                new HealthFinding(HealthCheck.HostTaint, "host1", severity, $"the kernel became tainted: {letter} ({meaning})")));
    }

    [Test]
    public void The_other_flags_that_are_known_come_of_loading_modules()
    {
        int[] broken = [4, 5, 7, 9, 14];
        Assert.That(
            Enumerable.Range(0, 20).Except(broken).Where(
                bit => !KernelTaint.Compare(HealthCheck.HostTaint, "host1", 0, 1UL << bit).IsHealthy),
            Is.Empty);
        Assert.That(
            KernelTaint.Compare(HealthCheck.HostTaint, "host1", 0, 1UL << 20).Findings.Single().Severity,
            Is.EqualTo(HealthSeverity.Error));
        Assert.That(
            KernelTaint.Compare(HealthCheck.HostTaint, "host1", 0, 1UL << 63).Findings.Single().Message,
            Does.Contain("unknown taint flag 63"));
    }
}
