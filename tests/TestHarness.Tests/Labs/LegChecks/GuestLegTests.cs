using TestHarness.Failures;

namespace TestHarness.Tests.Labs.LegChecks;

/// <summary>Faults in the guest.</summary>
internal sealed class GuestLegTests : SharedGuestLegs
{
    [Test]
    [PlantsFault(HealthCheck.GuestKernelLog)]
    public async Task An_error_in_the_guests_kernel_log_fails_the_leg()
    {
        await CleanLegAsync();
        await RunAsync("echo '<3>planted: I/O timeout, reset controller' > /dev/kmsg");

        Assert.That(
            await FailedLegAsync(), Does.Contain("guest: kernel log: ").And.Contain("planted: I/O timeout, reset controller"));
        Assert.That(Findings.Single().Check, Is.EqualTo(HealthCheck.GuestKernelLog));
    }

    [Test]
    [PlantsFault(HealthCheck.GuestTaint)]
    public async Task A_guest_kernel_that_becomes_tainted_fails_the_leg()
    {
        await CleanLegAsync();
        await RunAsync("echo 512 > /proc/sys/kernel/tainted");

        Assert.That(
            await FailedLegAsync(), Does.Contain("guest: kernel taint: the kernel became tainted: W (kernel issued a warning)"));
        Assert.That(Findings.Single().Check, Is.EqualTo(HealthCheck.GuestTaint));
    }

    /// <summary>The console notices a real reboot first (<see cref="RebootLegTests"/>).</summary>
    [Test]
    [PlantsFault(HealthCheck.GuestIdentity)]
    public async Task A_guest_that_answers_as_another_boot_fails_the_leg()
    {
        await CleanLegAsync();
        const string Other = "01234567-89ab-cdef-0123-456789abcdef";
        await RunAsync($"echo {Other} > /run/boot && mount -o bind /run/boot /proc/sys/kernel/random/boot_id");

        Assert.That(
            await FailedLegAsync(), Does.Match($"guest: guest identity: the guest was booted again: boot ID .* became {Other}"));
        Assert.That(Findings.Single().Check, Is.EqualTo(HealthCheck.GuestIdentity));

        await RunAsync("umount /proc/sys/kernel/random/boot_id");
    }

    [Test]
    [PlantsFault(HealthCheck.GuestIdentity)]
    public async Task A_guest_whose_clock_went_back_fails_the_leg()
    {
        await CleanLegAsync();
        await RunAsync("echo 0.10 0.10 > /run/uptime && mount -o bind /run/uptime /proc/uptime");

        Assert.That(
            await FailedLegAsync(), Does.Match(@"guest: guest identity: expected an uptime above [\d.]+ s, found 0\.10 s"));

        await RunAsync("umount /proc/uptime");
    }

    [Test]
    [PlantsFault(HealthCheck.GuestPlace)]
    public async Task A_guest_at_another_place_is_named_with_both_places()
    {
        var left = Guest.Place;
        await CleanLegAsync();

        var report = await Guest.Health.CheckRunsOnAsync(left);

        Assert.That(report.Findings.Single().Check, Is.EqualTo(HealthCheck.GuestPlace));
        Assert.That(
            report.Findings[0].Message,
            Is.EqualTo($"expected the guest on {left.Name}, found the guest running on {Guest.Place.Name}"));
        Assert.That((await Guest.Health.CheckRunsOnAsync(Guest.Place)).Findings, Is.Empty);
    }
}

internal sealed class RebootLegTests : OwnGuestLegs
{
    [Test]
    [PlantsFault(HealthCheck.GuestAnswer)]
    public async Task A_guest_that_rebooted_fails_the_leg()
    {
        await CleanLegAsync();
        await Assert.ThrowsAsync<HarnessException>(() => RunAsync("echo b > /proc/sysrq-trigger"));

        Assert.That(await FailedLegAsync(), Does.Contain(": answer: ").And.Contain("the guest was reset at"));
        Assert.That(Findings.Single().Check, Is.EqualTo(HealthCheck.GuestAnswer));
    }
}
