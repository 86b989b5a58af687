using TestHarness.Devices.Trees;
using TestHarness.Failures;

namespace TestHarness.Tests.Devices.Trees;

internal sealed class TreeListingTests
{
    [Test]
    public void Content_has_its_escapes_replaced_and_a_link_has_its_target()
    {
        var listing = TreeListing.Parse("""
            # two hosts had this

            /sys/devices/a/matrix = 05.0004\n05.00ab
            /sys/devices/a/empty =
            /sys/devices/a/json = {"a":"\\n\0\t"} = b -> c
              /sys/bus/a -> ../devices/a
            """);
        Assert.That(listing.Lines.Select(line => (line.Path, line.IsLink, line.Value)), Is.EqualTo([
            ("/sys/devices/a/matrix", false, "05.0004\n05.00ab"),
            ("/sys/devices/a/empty", false, ""),
            ("/sys/devices/a/json", false, "{\"a\":\"\\n\0\\t\"} = b -> c"),
            ("/sys/bus/a", true, "../devices/a")]));
    }

    [TestCase("sys/a = b", "expected /PATH = CONTENT or /PATH -> TARGET")]
    [TestCase("/sys/a", "expected /PATH = CONTENT or /PATH -> TARGET")]
    [TestCase("/sys/a ->", "expected /PATH = CONTENT or /PATH -> TARGET")]
    [TestCase("/sys/../../a = b", "the path leads out of the recorded tree")]
    [TestCase("/sys/a -> ../../etc", "the path leads out of the recorded tree")]
    [TestCase("/proc/../../etc/passwd -> x", "the path leads out of the recorded tree")]
    [TestCase("/sys/ = b", "its path has no name of a file or link at its end")]
    [TestCase("/sys/a/.. = b", "its path has no name of a file or link at its end")]
    [TestCase("/sys/\0a = b", "a path has no control characters")]
    [TestCase("/sys/a -> b\u001b[2J", "a path has no control characters")]
    public void A_line_that_is_wrong_is_named(string line, string why) => Assert.That(
        () => TreeListing.Parse($"/sys/b = c\n{line}"),
        Throws.TypeOf<HarnessException>().With.Message.EqualTo($"[config] '{line}' is not a line of a recorded tree: {why}"));

    [Test]
    public void A_path_of_too_many_names_or_of_a_name_that_is_too_long_is_refused()
    {
        const string Why = "a path has at most 64 names of at most 255 characters";
        Assert.That(
            () => TreeListing.Parse($"{string.Concat(Enumerable.Repeat("/a", 65))} ="),
            Throws.TypeOf<HarnessException>().With.Message.Contains(Why));
        Assert.That(
            () => TreeListing.Parse($"/{new string('a', 256)} ="), Throws.TypeOf<HarnessException>().With.Message.Contains(Why));
        Assert.That(
            () => TreeListing.Parse($"/a -> {new string('a', 256)}"),
            Throws.TypeOf<HarnessException>().With.Message.Contains(Why));
    }

    [Test]
    public void A_listing_that_is_too_long_is_refused_and_so_are_changes_that_make_it_too_long()
    {
        var full = TreeListing.Parse(string.Concat(Enumerable.Range(0, TreeListing.MaxLines).Select(i => $"/{i} =\n")));
        Assert.That(
            () => full.With(TreeListing.Parse("/more =")),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith(
                "[config] a recorded tree has 8193 lines, expected at most 8192"));
        Assert.That(
            () => TreeListing.Parse($"/a = {new string('x', TreeListing.MaxLength)}"),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith(
                "[config] a recorded tree has 1048581 characters, expected at most 1048576"));
    }
}
