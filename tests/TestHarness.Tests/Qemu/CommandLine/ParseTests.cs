using TestHarness.Failures;
using TestHarness.Qemu.CommandLine;

namespace TestHarness.Tests.Qemu.CommandLine;

[Parallelizable(ParallelScope.All)]
internal sealed class ParseTests
{
    [TestCase("# qemu-kvm -m 2G")]
    [TestCase("$ qemu-kvm -m 2G")]
    [TestCase("[root@host dir]# qemu-kvm -m 2G")]
    [TestCase("root@host:~# qemu-kvm -m 2G")]
    [TestCase("bash-5.1$ qemu-kvm -m 2G")]
    [TestCase("qemu-kvm \\\n \\\n\n  -m 2G \\\n  \\  \n")]
    [TestCase("qemu-kvm \\   \n-m\u00a02G")]
    [TestCase("qemu-kvm\r\n-m 2\\\nG \\")]
    [TestCase("qemu-kvm –m '2'\"G\" &")]
    [TestCase("qemu-kvm # the program\n -m 2G # memory")]
    public void Reads_what_a_shell_or_a_bug_report_shows(string text) =>
        Assert.That(QemuCommandLine.Parse(text), Is.EqualTo(QemuCommandLine.Parse(["qemu-kvm", "-m", "2G"])));

    [Test]
    public void Reads_two_dashes_and_aliases()
    {
        var read = QemuCommandLine.Parse("qemu-kvm --M q35 --enable-kvm disk.img");

        Assert.Multiple(() =>
        {
            Assert.That(read.Options.Select(option => option.Name), Is.EqualTo(["machine", "enable-kvm", "hda"]));
            Assert.That(read.ToArguments(), Is.EqualTo(["--M", "q35", "--enable-kvm", "disk.img"]));
        });
    }

    [TestCase("qemu-kvm -m 2G \\\n  -devise x", "line 2, column 3", "'-devise'")]
    [TestCase("qemu-kvm -m 2G -incoming", "line 1, column 16", "takes an argument")]
    [TestCase("qemu-kvm -name 'a", "line 1, column 16", "not closed")]
    [TestCase("qemu-kvm -drive file=$IMAGE", "line 1, column 22", "shell would put a value")]
    [TestCase("qemu-kvm -m 2G > log", "line 1, column 16", "shell syntax")]
    [TestCase("qemu-kvm ... -m 2G", "line 1, column 10", "left out")]
    public void Names_the_mistake_and_its_position(string text, string position, string mistake) =>
        Assert.That(() => QemuCommandLine.Parse(text), Throws.TypeOf<HarnessException>()
            .With.Message.StartsWith("[config]").And.Message.Contains(position).And.Message.Contains(mistake));

    [Test]
    public void Names_the_argument_in_an_argument_vector() =>
        Assert.That(() => QemuCommandLine.Parse(["qemu-kvm", "-m", "2G", "-devise"]),
            Throws.TypeOf<HarnessException>().With.Message.Contains("argument 3"));

    [Test]
    public void Takes_any_word_as_an_argument() =>
        Assert.That(QemuCommandLine.Parse(["qemu-kvm", "-append", "-S", "-S"]).Options, Has.Length.EqualTo(2));
}
