using FsCheck;
using FsCheck.Fluent;
using TestHarness.Devices.Trees;
using TestHarness.Failures;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Devices.Trees;

internal sealed class FileTreeTests
{
    [Test]
    public void A_path_is_resolved_through_its_links_inside_the_tree()
    {
        var tree = Tree(
            "/sys/devices/a/text = hello",
            "/sys/bus/x/a -> ../../devices/a",
            "/sys/bus/y -> x",
            "/sys/bus/absolute -> /sys/devices/./a");
        Assert.That(tree.Read("/sys/bus/x/a/text"), Is.EqualTo("hello"));
        Assert.That(tree.Read("/sys/bus/y/a/text"), Is.EqualTo("hello"));
        Assert.That(tree.Read("/sys/bus/absolute/text"), Is.EqualTo("hello"));
        Assert.That(tree.Read("/sys/bus/y/a/../a/text"), Is.EqualTo("hello"));
        Assert.That(tree.Read("/../../sys/devices/a/text"), Is.EqualTo("hello"));
        Assert.That(tree.Resolve("/sys/bus/y/a"), Is.EqualTo("/sys/devices/a"));
        Assert.That(tree.ReadLink("/sys/bus/y/a"), Is.EqualTo("../../devices/a"));
        Assert.That(tree.List("/sys/bus"), Is.EqualTo(["absolute", "x", "y"]));
        Assert.That(
            (tree.Read("/sys/devices/a"), tree.Read("/sys/devices/a/text/b"), tree.ReadLink("/sys/devices")),
            Is.EqualTo(((string?)null, (string?)null, (string?)null)));
    }

    [Test]
    public void A_file_below_a_link_is_made_where_the_link_leads_in_the_tree()
    {
        using var directory = new TemporaryDirectory();
        var tree = Tree($"/proc/a -> {directory.Path}", "/proc/a/authorized_keys = ssh-rsa evil");
        Assert.That(tree.Read($"{directory.Path}/authorized_keys"), Is.EqualTo("ssh-rsa evil"));
        Assert.That(Directory.EnumerateFileSystemEntries(directory.Path), Is.Empty);
    }

    [Test]
    public void A_file_of_the_machine_is_not_in_the_tree()
    {
        var tree = Tree("/proc/1/root -> /", "/proc/a -> /etc");
        Assert.That(
            (tree.Read("/etc/passwd"), tree.Read("/proc/a/passwd"), tree.Read("/proc/1/root/etc/passwd")),
            Is.EqualTo(((string?)null, (string?)null, (string?)null)));
    }

    [Test]
    public void A_later_line_replaces_an_earlier_one_of_its_path() =>
        Assert.That(Tree("/a -> b", "/a = 1", "/a = 2").Read("/a"), Is.EqualTo("2"));

    [Test]
    public void Links_in_a_circle_lead_to_nothing()
    {
        var tree = Tree("/a -> b", "/b -> a", "/c/d -> ../c/d/d");
        Assert.That((tree.Exists("/a"), tree.Exists("/b/x"), tree.Exists("/c/d")), Is.EqualTo((false, false, false)));
        Assert.That(tree.ReadLink("/a"), Is.EqualTo("b"));
    }

    [TestCase("/a = x", "/a/b = y", "/a is a file or a circle of links by an earlier line")]
    [TestCase("/a -> a", "/a/b = y", "/a is a file or a circle of links by an earlier line")]
    [TestCase("/a/b = x", "/a -> c", "/a is a directory by an earlier line")]
    public void A_line_that_has_no_place_is_named(string first, string second, string why) => Assert.That(
        () => Tree(first, second), Throws.TypeOf<HarnessException>().With.Message.EqualTo(
            $"[config] '{second}' is not a line of a recorded tree: {why}"));

    [Test]
    public void Any_links_are_followed_to_an_end() => Prop.ForAll(
        Gen.Elements("a", "b", "c", "..", "/", "a/b", "b/../c").ListOf(6).ToArbitrary(),
        targets =>
        {
            var tree = TryTree([.. targets.Select(
                (target, index) => $"/{"abc"[index % 3]}{(index < 3 ? "" : $"/{"abc"[index % 2]}")} -> {target}")]);
            return tree is null || ((string[])["/a", "/b/a/b", "/c/../a/c"]).All(path => tree.Resolve(path) is null or ['/', ..]);
        }).QuickCheckThrowOnFailure();

    private static FileTree Tree(params string[] lines) => FileTree.Of(TreeListing.Parse(string.Join('\n', lines)));

    private static FileTree? TryTree(string[] lines)
    {
        try
        {
            return Tree(lines);
        }
        catch (HarnessException exception) when (exception.FailureClass == FailureClass.Config)
        {
            return null;
        }
    }
}
