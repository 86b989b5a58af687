using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Tests.Environments;

[Parallelizable(ParallelScope.All)]
internal sealed class QemuChoiceTests
{
    private static readonly LabEnvironment Lab = new()
    {
        Name = "lab",
        Hosts = [Host("host1"), Host("host2")],
        Qemu = new QemuSettings("/usr/bin/qemu-kvm", Accelerator.Tcg),
    };

    [Test]
    public void A_choice_without_host_is_for_all_hosts() => Assert.That(
        Chosen("/opt/qemu"), Is.EqualTo(new[] { Tcg("/opt/qemu"), Tcg("/opt/qemu") }));

    [Test]
    public void A_choice_for_a_host_takes_precedence() => Assert.That(
        Chosen("host1=/opt/new", "/opt/old"), Is.EqualTo(new[] { Tcg("/opt/new"), Tcg("/opt/old") }));

    [Test]
    public void A_host_without_a_choice_has_the_environment_s_QEMU() => Assert.That(
        Chosen("host2=/opt/new"), Is.EqualTo(new[] { Tcg("/usr/bin/qemu-kvm"), Tcg("/opt/new") }));

    [Test]
    public void A_folder_of_this_machine_is_a_build() => Assert.That(
        Chosen($"host2={AppContext.BaseDirectory}")[1].Build, Is.EqualTo(AppContext.BaseDirectory));

    [Test]
    public void A_relative_path_is_one_of_the_current_folder() => Assert.That(
        QemuChoice.Parse("host2=build/qemu").Path, Is.EqualTo(Path.GetFullPath("build/qemu")));

    [Test]
    public void Several_choices_are_separated_by_colons() => Assert.That(
        QemuChoice.ParseAll("host1=/a:host2=/b").Select(choice => $"{choice}"), Is.EqualTo(new[] { "host1=/a", "host2=/b" }));

    [TestCase("")]
    [TestCase("host2=")]
    [TestCase("=/opt/qemu")]
    [TestCase("/opt/qemu:8")]
    public void A_choice_without_a_path_is_an_error(string text) => Assert.That(
        () => QemuChoice.Parse(text),
        Throws.TypeOf<HarnessException>().With.Message.StartsWith($"[config] --qemu '{text}': expected PATH or HOST=PATH"));

    [Test]
    public void A_host_that_the_environment_does_not_have_is_an_error() => Assert.That(
        () => Chosen("host3=/opt/qemu"),
        Throws.TypeOf<HarnessException>().With.Message.EqualTo(
            "[config] --qemu host3=/opt/qemu: environment 'lab' has no host 'host3'; it has host1, host2"));

    private static QemuSettings[] Chosen(params string[] choices)
    {
        var environment = QemuChoice.Apply(choices.Select(QemuChoice.Parse), Lab);
        return [.. environment.Hosts.Select(environment.QemuOf)];
    }

    private static QemuSettings Tcg(string binary) => new(binary, Accelerator.Tcg);

    private static HostDescription Host(string name) => new(name, new LocalConnection(), null, [], []);
}
