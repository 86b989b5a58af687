using TestHarness.Health;

namespace TestHarness.Tests.Health;

public sealed class GuestIdentityTests
{
    private static readonly GuestIdentity Earlier = new(Guid.NewGuid(), TimeSpan.FromSeconds(10));

    [Test]
    public void The_same_boot_with_a_greater_uptime_is_healthy() =>
        Assert.That((Earlier with { Uptime = TimeSpan.FromSeconds(10.01) }).CompareWithEarlier("guest", Earlier).IsHealthy);

    [Test]
    public void Another_boot_id_is_a_reboot() =>
        Assert.That(
            Messages(new GuestIdentity(Guid.NewGuid(), TimeSpan.FromSeconds(99))), Does.Contain("the guest was booted again"));

    [Test]
    public void A_clock_that_stands_still_is_a_finding() =>
        Assert.That(Messages(Earlier), Does.Contain("expected an uptime above 10.00 s, found 10.00 s"));

    [Test]
    public void Reads_this_machine()
    {
        var output = File.ReadAllText("/proc/sys/kernel/random/boot_id") + File.ReadAllText("/proc/uptime");

        Assert.That(GuestIdentity.Parse(output).Uptime, Is.GreaterThan(TimeSpan.Zero));
    }

    [Test]
    public void Output_of_something_else_is_refused() =>
        Assert.That(
            () => GuestIdentity.Parse("sh: cat: not found\n"),
            Throws.InstanceOf<FormatException>()
                .With.Message.EqualTo("expected a boot ID and an uptime, found 'sh: cat: not found'"));

    [Test]
    public void A_boot_id_and_an_uptime_are_enough() =>
        Assert.That(GuestIdentity.Parse($"{Earlier.BootId} 10"), Is.EqualTo(Earlier));

    private static string Messages(GuestIdentity later) => later.CompareWithEarlier("guest", Earlier).Findings.Single().Message;
}
