using TestHarness.Environments;
using TestHarness.GuestPlaces;
using TestHarness.Hosts;
using TestHarness.Images;
using TestHarness.Qemu.Capabilities;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qemu.CommandLine.Reported;

namespace TestHarness.Tests.GuestPlaces;

[Parallelizable(ParallelScope.All)]
internal sealed class GuestBoardTests
{
    private const string Processor = "AMD EPYC 7763 × 2";

    private static readonly HostTools Old = Tools(7, 2, "tcg", "pc-q35-7.2", "pc-q35-7.1", "pc-q35-6.0", "pc-i440fx-7.2");
    private static readonly HostTools New = Tools(10, 0, "tcg", "pc-q35-10.0", "pc-q35-9.2", "pc-q35-7.1", "pc-q35-7.2");
    private static readonly HostTools Rhel = Tools(8, 0, "tcg", "pc-q35-rhel9.2.0", "pc-q35-rhel9.0.0");

    [Test]
    public void Equal_QEMUs_have_no_common_board() => Assert.That(Common(Old, Old), Is.Null);

    [Test]
    public void Different_QEMUs_have_the_newest_machine_type_of_both_and_a_named_model()
    {
        var board = Common(Old, New);

        Assert.That((board?.MachineType, board?.Cpu), Is.EqualTo(("pc-q35-7.2", "Westmere")));
        Assert.That($"{board}", Does.StartWith("guests have -machine pc-q35-7.2 and -cpu Westmere, as host1 has QEMU 7.2.1"));
    }

    [Test]
    public void QEMUs_of_one_version_that_somebody_chose_for_each_host_are_different() => Assert.That(
        GuestBoard.Common(
        [
            new("host1", New, new QemuSettings("/opt/one"), Processor),
            new("host2", New, new QemuSettings("/opt/other"), Processor),
        ])?.MachineType,
        Is.EqualTo("pc-q35-10.0"));

    [Test]
    public void Under_KVM_equal_processors_are_the_host_s() => Assert.That(
        Common(Kvm(Old), Kvm(New), "AMD EPYC 7763 × 64")?.Cpu, Is.EqualTo("host"));

    [Test]
    public void Under_KVM_different_processors_are_a_named_model() => Assert.That(
        Common(Kvm(Old), Kvm(New), "AMD EPYC 9124 × 2")?.Cpu, Is.EqualTo("Westmere"));

    [Test]
    public void QEMUs_without_a_common_machine_type_have_no_board() => Assert.That(Common(Old, Rhel), Is.Null);

    [Test]
    public void The_harness_s_own_command_line_gets_the_board()
    {
        var line = QemuCommandLine.Parse("qemu -machine type=q35,vmport=off -cpu max -m 256M");

        var onBoard = (Old with { Board = Common(Old, New) }).OnBoard(line);

        Assert.That($"{onBoard}", Is.EqualTo("qemu -machine pc-q35-7.2,vmport=off -cpu Westmere -m 256M"));
        Assert.That(Old.OnBoard(line), Is.EqualTo(line));
    }

    [Test]
    public void A_reported_command_line_gets_the_board_where_the_harness_replaces_the_report_s()
    {
        var reported = ReportedCommandLine.Parse("qemu -machine pc-q35-rhel9.6.0 -cpu host");
        var launched = reported.Launch(LaunchSettings() with { MachineTypes = Old.Capabilities.Machines });

        var mapping = Common(Old, New)!.ApplyTo(launched).Mapping;

        Assert.That(mapping[0].Launched[0]["type"], Is.EqualTo("pc-q35-7.2"));
        Assert.That(mapping[1].Launched[0]["model"], Is.EqualTo("Westmere"));
        Assert.That(mapping[1].Reasons[^1], Does.StartWith("guests have -machine pc-q35-7.2"));
    }

    [Test]
    public void A_reported_command_line_keeps_what_the_report_says()
    {
        var reported = ReportedCommandLine.Parse("qemu -machine q35 -cpu qemu64");
        var launched = reported.Launch(LaunchSettings() with { MachineTypes = Old.Capabilities.Machines });

        Assert.That(Common(Old, New)!.ApplyTo(launched).Mapping, Is.EqualTo(launched.Mapping));
    }

    [TestCase("-machine q35", "-machine q35", "-machine q35 is pc-q35-7.2 with QEMU 7.2.1 of host1, and pc-q35-10.0 with QEMU "
        + "10.0.1 of host2; a guest is migrated to its own machine type alone: write -machine pc-q35-7.2, which both have")]
    [TestCase("-m 256", "-m 256", "-machine (none, so the default) is pc-q35-7.2 with QEMU 7.2.1 of host1, and pc-q35-10.0 with")]
    [TestCase("-machine pc-q35-6.0", "-machine pc-q35-6.0", "QEMU 10.0.1 of host2 has no machine type 'pc-q35-6.0'")]
    [TestCase("-machine pc-q35-7.2 -cpu max", "-machine pc-q35-7.2 -cpu max", "-cpu max is another processor with QEMU 7.2.1 of")]
    [TestCase("-machine pc-q35-7.2 -cpu Westmere", "-machine pc-q35-7.2 -cpu Westmere", null)]
    [TestCase("-machine pc-q35-7.2", "-M q35,kernel-irqchip=split -machine pc-q35-7.2", null)]
    public void A_board_that_differs_is_told_before_a_migration(string here, string there, string? reason)
    {
        var (source, destination) = (QemuCommandLine.Parse($"qemu {here}"), QemuCommandLine.Parse($"qemu {there}"));

        var why = BoardMatch.WhyDifferent(Host("host1", Old), source, Host("host2", New), destination);

        Assert.That(why, reason is null ? Is.Null : Does.StartWith(reason));
    }

    [Test]
    public void The_alias_of_equal_QEMUs_and_their_whole_processor_is_no_difference()
    {
        var line = QemuCommandLine.Parse("qemu -machine q35 -cpu max");

        Assert.That(BoardMatch.WhyDifferent(Host("host1", Old), line, Host("host2", Old), line), Is.Null);
    }

    private static GuestBoard? Common(HostTools one, HostTools other, string processor = Processor) => GuestBoard.Common(
        [new("host1", one, new QemuSettings(), Processor), new("host2", other, new QemuSettings(), processor)]);

    /// <param name="machines">The machine types; the first one has the alias q35 and is the default.</param>
    private static HostTools Tools(int major, int minor, string accelerator, params string[] machines) => new(
        new QemuBinary("/usr/bin/qemu-system-x86_64", "x86_64", "fingerprint"),
        new QemuCapabilities(
            new QemuVersion(major, minor, 1, ""),
            [.. machines.Select((name, index) => new MachineType(name, index == 0 ? "q35" : null, index == 0, false))],
            ["Westmere-x86_64-cpu", "Nehalem-x86_64-cpu"], [], [], [], [], true),
        new AcceleratorChoice(accelerator, null));

    private static HostTools Kvm(HostTools tools) => tools with { Accelerator = new AcceleratorChoice("kvm", null) };

    private static LabHost Host(string name, HostTools tools) => new(
        new HostDescription(name, new LocalConnection(), null, [], []), null!, tools, "/directory", new BootImage("k", "i", ""));

    private static LaunchSettings LaunchSettings() =>
        new("qemu", "tcg", new BootImage("/kernel", "/initramfs", ""), 256, 1, null, "/lun", "/directory");
}
