using System.Diagnostics;
using TestHarness.Cli.Tests.Support;
using TestHarness.Steps.World;
using TestHarness.Tests.Hosts;

namespace TestHarness.Cli.Tests.Bench;

/// <summary>The program that measures (benchmarks/), which 'harness bench' starts.</summary>
public sealed class BenchProgramTests
{
    private static readonly string Folder = Path.Combine(RunSettings.Root, "benchmarks", "bin");

    private static readonly string Program = Directory
        .EnumerateFiles(Folder, "TestHarness.Benchmarks.dll", SearchOption.AllDirectories)
        .OrderByDescending(File.GetLastWriteTimeUtc).First(file => !file.Contains("/ref", StringComparison.Ordinal));

    [Test]
    public async Task An_unknown_figure_is_refused_with_the_known_ones_and_nothing_is_measured()
    {
        using var folder = new TemporaryDirectory();
        string[] arguments = ["figures", folder["entries.json"], "ping-pong", "no-such"];
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments]) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.That(process.ExitCode, Is.EqualTo(ExitCode.BadInput), error);
        Assert.That(error, Does.StartWith("[config] there is no figure 'no-such': expected ping-pong, processor, "));
        Assert.That(File.Exists(folder["entries.json"]), Is.False);
    }

    [Test]
    public async Task A_bench_json_that_cannot_be_read_is_reported_before_anything_is_measured()
    {
        using var harness = new HarnessProcess();
        Directory.CreateDirectory(harness.Reports);
        await File.WriteAllTextAsync(Path.Combine(harness.Reports, "bench.json"), "not JSON");

        var result = await harness.RunAsync("bench");

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((ExitCode.BadInput, "")), result.Error);
        Assert.That(result.Error, Does.Contain("bench.json: expected a list that 'harness bench' wrote"));
    }
}
