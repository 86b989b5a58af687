using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Qemu.Capabilities;

namespace TestHarness.Tests.Qemu.Capabilities;

[Parallelizable(ParallelScope.All)]
internal sealed class AcceleratorProbeTests
{
    [Test]
    public async Task Chooses_one_that_runs_a_guest()
    {
        await using var host = new RecordingHost();
        var qemu = await InstalledQemu.FindAsync(host);

        var choice = await AcceleratorProbe.ChooseAsync(host, qemu);

        Assert.That(choice.Accelerator, Is.EqualTo(await RunsAsync(host, qemu, "kvm") ? "kvm" : "tcg"));
        Assert.That(choice.WhyNotKvm is null, Is.EqualTo(choice.Accelerator == "kvm"));
        Assert.That(await RunsAsync(host, qemu, choice.Accelerator), Is.True);
    }

    [Test]
    public async Task A_host_without_KVM_is_looked_at_again_each_time()
    {
        await using var host = new RecordingHost();
        var binary = await FakeAsync(host, $"exit {ProbeGuest.ExitCode}");
        File.Delete(Kvm(host));

        var without = await ChooseAsync(host, binary);
        await File.WriteAllTextAsync(Kvm(host), "");

        Assert.That(without.Accelerator, Is.EqualTo("tcg"));
        Assert.That(without.WhyNotKvm, Does.StartWith("there is no /dev/kvm; load kvm_intel or kvm_amd"));
        Assert.That((await ChooseAsync(host, binary)).Accelerator, Is.EqualTo("kvm"));
    }

    [TestCase("exec sleep 60", 0.5, "did not run to its end under kvm within 0.5 s")]
    [TestCase("trap '' TERM; while :; do :; done", 0.5, "did not run to its end under kvm within 0.5 s")]
    [TestCase("echo ioctl KVM_CREATE_VM failed >&2; exit 1", 30, "(exit code 1): ioctl KVM_CREATE_VM failed")]
    public async Task Falls_back_to_TCG_where_KVM_runs_no_guest(string underKvm, double bound, string why)
    {
        await using var host = new RecordingHost();
        var binary = await FakeAsync(host, underKvm);

        var choice = await ChooseAsync(host, binary, TimeSpan.FromSeconds(bound));

        Assert.That(choice.Accelerator, Is.EqualTo("tcg"));
        Assert.That(choice.WhyNotKvm, Does.Contain(why));
    }

    [Test]
    public async Task Chooses_KVM_where_a_guest_runs()
    {
        await using var host = new RecordingHost();
        var binary = await FakeAsync(host, $"exit {ProbeGuest.ExitCode}");

        Assert.That(await ChooseAsync(host, binary), Is.EqualTo(new AcceleratorChoice("kvm", null)));
    }

    [Test]
    public async Task Runs_the_guests_once_until_the_host_boots_or_QEMU_changes()
    {
        await using var host = new RecordingHost();
        var binary = await FakeAsync(host, "exit 1");
        var chosen = await ChooseAsync(host, binary);
        host.Commands.Clear();

        Assert.That(await ChooseAsync(host, binary), Is.EqualTo(chosen));
        Assert.That(host.Commands, Has.Count.EqualTo(1));

        var updated = await FakeAsync(host, $"exit {ProbeGuest.ExitCode}");
        Assert.That((await ChooseAsync(host, updated)).Accelerator, Is.EqualTo("kvm"));
    }

    [Test]
    public async Task Refuses_a_QEMU_that_runs_no_guest_at_all()
    {
        await using var host = new RecordingHost();
        var binary = await QemuBinary.FindAsync(host, host.WriteProgram("qemu-system-x86_64", "echo no firmware >&2; exit 1"));

        Assert.That(async () => await ChooseAsync(host, binary), Throws.TypeOf<HarnessException>()
            .With.Message.StartsWith("[preflight]").And.Message.Contains("under tcg (exit code 1): no firmware"));
    }

    [Test]
    public async Task Leaves_nothing_of_its_own_behind()
    {
        await using var host = new RecordingHost();
        var binary = await FakeAsync(host, "exec sleep 60");
        await ChooseAsync(host, binary, TimeSpan.FromSeconds(0.5));

        Assert.That(Directory.EnumerateFileSystemEntries(host.TemporaryFolder), Is.Empty);
    }

    private static Task<AcceleratorChoice> ChooseAsync(RecordingHost host, QemuBinary binary, TimeSpan? bound = null) =>
        AcceleratorProbe.ChooseAsync(host, binary, Kvm(host), bound, CancellationToken.None);

    /// <summary>The file that stands for /dev/kvm, which not every machine has.</summary>
    private static string Kvm(RecordingHost host) => Path.Combine(host.Folder, "kvm");

    /// <summary>Runs the probe's guest without the probe.</summary>
    private static async Task<bool> RunsAsync(RecordingHost host, QemuBinary qemu, string accelerator)
    {
        var image = Path.Combine(host.Folder, "guest");
        await File.WriteAllBytesAsync(image, ProbeGuest.Image());
        var result = await host.RunAsync(
            new Command("timeout", ["-k", "1", "10", qemu.Path, .. ProbeGuest.Arguments, "-accel", accelerator, "-bios", image]));
        return result.ExitCode == ProbeGuest.ExitCode;
    }

    /// <summary>Makes a QEMU that runs the script <c>underKvm</c> under KVM and the guest under TCG.</summary>
    private static Task<QemuBinary> FakeAsync(RecordingHost host, string underKvm)
    {
        File.WriteAllText(Kvm(host), "");
        return QemuBinary.FindAsync(host, host.WriteProgram("qemu-system-x86_64", $$"""
            case "$*" in *'-accel kvm'*) {{underKvm}} ;; *) exit {{ProbeGuest.ExitCode}} ;; esac
            """));
    }
}
