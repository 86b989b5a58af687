using System.Diagnostics;
using TestHarness.Health;

namespace TestHarness.Tests.Health;

public sealed class CoreDumpsTests
{
    [TestCase("core", "relative")]
    [TestCase("|/usr/lib/systemd/systemd-coredump %P %u", "is the program")]
    [TestCase("", "empty")]
    [TestCase("/cores/%h/core", "folder that varies")]
    public void A_core_pattern_that_cannot_be_searched_is_reported(string pattern, string reason) =>
        Assert.That(
            CoreDumps.OfPattern(pattern).Compare("h1", [], []).NotChecked.Single().ToString(),
            Does.StartWith("h1: core dumps was not checked").And.Contains(reason));

    [TestCase("/cores/core", "/cores/core*")]
    [TestCase("/core.%p", "/core.**")]
    [TestCase("/cores/%%core", "/cores/%core*")]
    [TestCase("/cores/core%", "/cores/core%*")]
    [TestCase("/cores/%e%p", "/cores/***")]
    [TestCase("/cores/a[b]*", @"/cores/a\[b]\**")]
    public void Each_specifier_stands_for_any_text_and_all_else_for_itself(string pattern, string search) =>
        Assert.That(CoreDumps.OfPattern(pattern).SearchPath, Is.EqualTo(search));

    [Test]
    public void Finds_the_files_of_a_plain_pattern()
    {
        var folder = Directory.CreateTempSubdirectory("testharness-cores-").FullName;
        File.WriteAllText(Path.Combine(folder, "core.dd.123"), "");
        File.WriteAllText(Path.Combine(folder, "other"), "");
        var dumps = CoreDumps.OfPattern($"{folder}/core.%e.%p\n");

        using var find = Process.Start(
            new ProcessStartInfo("find", [dumps.Folder!, "-path", dumps.SearchPath!]) { RedirectStandardOutput = true })!;
        var found = find.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Directory.Delete(folder, recursive: true);

        Assert.That(found, Is.EqualTo(new[] { $"{folder}/core.dd.123" }));
        Assert.That(dumps.Compare("h1", [], [.. found]).Findings.Single().Message, Does.EndWith("core.dd.123"));
        Assert.That(dumps.Compare("h1", [.. found], [.. found]).IsHealthy);
    }
}
