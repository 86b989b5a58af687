using TestHarness.Cli.Tests.Import;
using TestHarness.Cli.Tests.Support;

namespace TestHarness.Cli.Tests.Commands;

public sealed class ImportTests
{
    private HarnessProcess _harness = null!;

    [SetUp]
    public void Start() => _harness = new HarnessProcess();

    [TearDown]
    public void End() => _harness.Dispose();

    [Test]
    public async Task Every_drafted_feature_is_right_as_it_is()
    {
        var result = await _harness.RunAsync("validate", Report.Folder);

        Assert.That(result.ExitCode, Is.Zero, result.Error);
    }

    [Test]
    public async Task Prints_the_feature_without_an_output()
    {
        var result = await _harness.RunAsync("import", Report.TextFile("vdpa-busy"));

        Assert.That(result.Output, Does.StartWith("@bug:1234567 @hosts:1 @any-host @needs:qemu>=8.0 @needs:vdpa-sim-blk\n"));
        Assert.That(result.ExitCode, Is.Zero);
    }

    [Test]
    public async Task Overwrites_a_feature_only_when_it_is_told_to()
    {
        var output = Path.Combine(_harness.Folder, "bug.feature");
        await File.WriteAllTextAsync(output, "mine");

        var refused = await _harness.RunAsync("import", Report.TextFile("vdpa-busy"), "-o", output);
        Assert.That(refused.Error, Does.Contain("bug.feature exists: expected another name, or --force"));
        Assert.That(refused.ExitCode, Is.EqualTo(2));
        Assert.That(await File.ReadAllTextAsync(output), Is.EqualTo("mine"));

        var written = await _harness.RunAsync("import", Report.TextFile("vdpa-busy"), "-o", output, "--force");
        Assert.That(written.ExitCode, Is.Zero, written.Error);
        Assert.That(await File.ReadAllTextAsync(output), Does.Contain("@bug:1234567").And.Not.Contains("mine"));
    }

    [Test]
    public async Task Names_a_file_that_is_not_there()
    {
        var result = await _harness.RunAsync("import", Path.Combine(_harness.Folder, "none.txt"));

        Assert.That(result.Error, Does.Contain("none.txt cannot be read"));
        Assert.That(result.ExitCode, Is.EqualTo(2));
    }
}
