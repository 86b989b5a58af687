using TestHarness.Devices.Trees;
using TestHarness.Hosts;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Devices.Trees;

internal sealed class TreeScriptTests
{
    [Test]
    public async Task Files_and_links_of_a_host_are_read_as_they_are()
    {
        using var directory = new TemporaryDirectory();
        await using var host = new LocalHost("h1");
        Directory.CreateDirectory(directory["a"]);
        await File.WriteAllTextAsync(directory["a/lines"], "one\ntwo \\n three\n");
        await File.WriteAllTextAsync(directory["a/empty"], "");
        File.CreateSymbolicLink(directory["b"], "a");
        var script = TreeScript.Functions + """links "$1"/*; files "$1"/b/* "$1/none" "$1/a" """;

        var printed = (await host.RunAsync(Command.Shell(script, directory.Path))).StandardOutput;
        var tree = FileTree.Of(TreeListing.Parse(printed));
        Assert.That(tree.ReadLink(directory["b"]), Is.EqualTo("a"));
        Assert.That(tree.Read(directory["a/lines"]), Is.EqualTo("one\ntwo \\n three"));
        Assert.That(tree.Read(directory["a/empty"]), Is.Empty);
        Assert.That(tree.List(directory["a"]), Is.EqualTo(["empty", "lines"]));
    }
}
