using TestHarness.Devices.Mdev.Trees;
using TestHarness.Failures;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Devices.Mdev.Trees;

internal sealed class RecordedTreeTests
{
    [Test]
    public void Files_have_their_lines_and_links_their_targets()
    {
        using var directory = new TemporaryDirectory();
        RecordedTree.Unpack(
            """
            # two hosts had this

            /sys/devices/a/matrix = 05.0004\n05.00ab
            /sys/devices/a/empty =
            /sys/devices/a/text = a = b -> c
              /sys/bus/a -> ../devices/a
            /proc/7/fd/12 -> /dev/vfio/0
            /sys/devices/a/matrix = 06.0004
            """,
            directory.Path);

        Assert.That(File.ReadAllText(directory["sys/bus/a/matrix"]), Is.EqualTo("06.0004\n"));
        Assert.That(File.ReadAllText(directory["sys/bus/a/empty"]), Is.Empty);
        Assert.That(File.ReadAllText(directory["sys/bus/a/text"]), Is.EqualTo("a = b -> c\n"));
        Assert.That(new FileInfo(directory["proc/7/fd/12"]).LinkTarget, Is.EqualTo("/dev/vfio/0"));
    }

    [TestCase("sys/a = b", "expected /PATH = CONTENT or /PATH -> TARGET")]
    [TestCase("/sys/a", "expected /PATH = CONTENT or /PATH -> TARGET")]
    [TestCase("/sys/a ->", "expected /PATH = CONTENT or /PATH -> TARGET")]
    [TestCase("/sys/../../a = b", "it leads out of the recorded tree")]
    [TestCase("/sys/a -> ../../etc", "it leads out of the recorded tree")]
    [TestCase("/sys/a -> /etc", "it leads out of the recorded tree")]
    public void A_line_that_is_wrong_is_named(string line, string why)
    {
        using var directory = new TemporaryDirectory();
        Assert.That(
            () => RecordedTree.Unpack($"/sys/b = c\n{line}", directory.Path),
            Throws.TypeOf<HarnessException>().With.Message.EqualTo($"[config] '{line}' is no line of a recorded tree: {why}"));
    }
}
