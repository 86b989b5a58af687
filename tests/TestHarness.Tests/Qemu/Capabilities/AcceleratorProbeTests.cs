using TestHarness.Failures;
using TestHarness.Qemu.Capabilities;

namespace TestHarness.Tests.Qemu.Capabilities;

[Parallelizable(ParallelScope.All)]
internal sealed class AcceleratorProbeTests
{
    private static readonly TimeSpan ShortBound = TimeSpan.FromSeconds(0.5);

    [Test]
    public async Task Chooses_one_that_runs_a_guest()
    {
        await using var host = new RecordingHost();

        var choice = await AcceleratorProbe.ChooseAsync(host, await InstalledQemu.FindAsync(host), TimeSpan.FromSeconds(2));

        Assert.That(choice.Accelerator, choice.WhyNotKvm is null ? Is.EqualTo("kvm") : Is.EqualTo("tcg"));
    }

    [TestCase("exec sleep 60", "did not run to its end under kvm within 0.5 s")]
    [TestCase("trap '' TERM; while :; do :; done", "did not run to its end under kvm within 0.5 s")]
    [TestCase("echo ioctl KVM_CREATE_VM failed >&2; exit 1", "(exit code 1): ioctl KVM_CREATE_VM failed")]
    public async Task Falls_back_to_TCG_where_KVM_runs_no_guest(string underKvm, string why)
    {
        await using var host = new RecordingHost();
        var binary = await FakeAsync(host, underKvm);

        var choice = await AcceleratorProbe.ChooseAsync(host, binary, ShortBound);

        Assert.That(choice.Accelerator, Is.EqualTo("tcg"));
        Assert.That(choice.WhyNotKvm, Does.Contain(why));
    }

    [Test]
    public async Task Chooses_KVM_where_a_guest_runs()
    {
        await using var host = new RecordingHost();
        var binary = await FakeAsync(host, $"exit {ProbeGuest.ExitCode}");

        Assert.That(await AcceleratorProbe.ChooseAsync(host, binary), Is.EqualTo(new AcceleratorChoice("kvm", null)));
    }

    [Test]
    public async Task Runs_the_guests_once_until_the_host_boots_or_QEMU_changes()
    {
        await using var host = new RecordingHost();
        var binary = await FakeAsync(host, "exit 1");
        var chosen = await AcceleratorProbe.ChooseAsync(host, binary);
        host.Commands.Clear();

        Assert.That(await AcceleratorProbe.ChooseAsync(host, binary), Is.EqualTo(chosen));
        Assert.That(host.Commands, Has.Count.EqualTo(1));

        var updated = await FakeAsync(host, $"exit {ProbeGuest.ExitCode}");
        Assert.That((await AcceleratorProbe.ChooseAsync(host, updated)).Accelerator, Is.EqualTo("kvm"));
    }

    [Test]
    public async Task Refuses_a_QEMU_that_runs_no_guest_at_all()
    {
        await using var host = new RecordingHost();
        var binary = await QemuBinary.FindAsync(host, host.WriteProgram("qemu-system-x86_64", "echo no firmware >&2; exit 1"));

        Assert.That(async () => await AcceleratorProbe.ChooseAsync(host, binary), Throws.TypeOf<HarnessException>()
            .With.Message.StartsWith("[preflight]").And.Message.Contains("under tcg (exit code 1): no firmware"));
    }

    [Test]
    public async Task Leaves_nothing_of_its_own_behind()
    {
        await using var host = new RecordingHost();
        var binary = await FakeAsync(host, "exec sleep 60");
        await AcceleratorProbe.ChooseAsync(host, binary, ShortBound);

        Assert.That(Directory.EnumerateFileSystemEntries(host.TemporaryFolder), Is.Empty);
    }

    /// <summary>Does as it is told under KVM and runs the guest under TCG.</summary>
    private static Task<QemuBinary> FakeAsync(RecordingHost host, string underKvm)
    {
        Skip.Unless(File.Exists("/dev/kvm"), SkipReason.NoKvm, "there is no /dev/kvm, so QEMU is not tried under KVM");
        return QemuBinary.FindAsync(host, host.WriteProgram("qemu-system-x86_64", $$"""
            case "$*" in *'-accel kvm'*) {{underKvm}} ;; *) exit {{ProbeGuest.ExitCode}} ;; esac
            """));
    }
}
