using TestHarness.Hosts;
using TestHarness.Hosts.Scripts;
using TestHarness.Tests.Environments;

namespace TestHarness.Tests.Hosts.Scripts;

internal sealed class OpenFileScriptTests
{
    [Test]
    public async Task Descriptors_of_files_that_match_a_pattern_are_printed_with_the_files()
    {
        using var directory = new TemporaryDirectory();
        await using var host = new LocalHost("host1");
        const string Look = """
            cd "$1" && : > held-1 && : > 'held 2' && : > other
            exec 7< held-1 8< 'held 2' 9< other
            opened "$PWD/held*" | sed -n "s|^/proc/$$/fd/\([0-9]*\) $PWD/|\1 |p"
            holders "$PWD/held*" | grep -qx "$$" && echo own
            holders "$PWD/nothing"
            """;

        var result = await host.RunAsync(Command.Shell($"{OpenFileScript.Functions}{Look}", directory.Path));

        Assert.That(
            result.StandardOutput.Split('\n')[..3], Is.EqualTo(new[] { "7 held-1", "8 held 2", "own" }), result.StandardError);
    }

    [Test]
    public void No_script_lets_find_walk_through_proc()
    {
        var sources = Directory.EnumerateFiles(Repository.Folder("src"), "*.cs", SearchOption.AllDirectories);

        Assert.That(
            sources.Where(source => File.ReadAllText(source).Contains("find /proc", StringComparison.Ordinal)),
            Is.Empty,
            "find aborts when an inode of /proc changes while it reads; use OpenFileScript");
    }
}
