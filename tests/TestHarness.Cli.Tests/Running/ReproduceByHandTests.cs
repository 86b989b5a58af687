using System.Diagnostics;
using System.IO.Compression;
using TestHarness.Cli.Tests.Support;
using TestHarness.Reports.Records;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Tests.Running;

/// <summary>The script of a scenario with a failing disk, run by hand: without the harness, from the bundle alone.</summary>
[Category("slow")]
public sealed class ReproduceByHandTests
{
    private const string Scenario = "features/health/checks_notice.feature:6";

    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(3);

    [Test]
    public async Task The_script_of_a_bundle_shows_the_error_of_the_disk_again()
    {
        Skip.UnlessInstalled(SkipReason.NoQemu, "qemu-system-x86_64");
        Skip.UnlessInstalled(SkipReason.NoSocat, "socat");
        using var harness = new HarnessProcess();
        var run = await harness.RunAsync(
            "run", Path.Combine(RunSettings.Root, Scenario), "--env", "local", "--bundle", "always");
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        var runs = new RunFolders(harness.Reports);
        var record = runs.Read(runs.Ids[0]);
        var folder = Path.Combine(harness.Folder, "bundle");
        await ZipFile.ExtractToDirectoryAsync(Path.Combine(record.Folder, record.Scenarios.Single().Shown.Bundle!), folder);
        Directory.Delete(harness.Reports, recursive: true);

        var (exitCode, output) = await ReproduceAsync(folder);

        Assert.Multiple(() =>
        {
            Assert.That(exitCode, Is.Zero, output);
            Assert.That(output, Does.Match(@"I/O error, dev sda, sector 1048576 op 0x1:\(WRITE\)"));
            Assert.That(output, Does.Contain("dd: error writing '/dev/sda': Input/output error").And.Contains("exit code 1"));
            Assert.That(output, Does.Match(@"""event"": ""BLOCK_IO_ERROR"".*""operation"": ""write"""));
            Assert.That(output, Does.Contain("== the end"));
            Assert.That(Made(folder), Is.Not.Empty);
            Assert.That(Made(folder).Where(Directory.Exists), Is.Empty, "the script removes what it has made");
        });
    }

    /// <summary>Returns the directories that the script makes.</summary>
    private static IEnumerable<string> Made(string folder) => File.ReadLines(Path.Combine(folder, "reproduce.sh"))
        .Where(line => line.StartsWith("on 'prepare ", StringComparison.Ordinal))
        .Select(line => line.Split(' ')[2]);

    private static async Task<(int ExitCode, string Output)> ReproduceAsync(string folder)
    {
        var path = Environment.GetEnvironmentVariable("PATH");
        var home = Environment.GetEnvironmentVariable("HOME");
        using var script = Process.Start(new ProcessStartInfo(
            "env", ["-i", $"PATH={path}", $"HOME={home}", "sh", "-c", "exec sh reproduce.sh 2>&1"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        script.StandardInput.Close();
        var output = script.StandardOutput.ReadToEndAsync();
        try
        {
            await script.WaitForExitAsync().WaitAsync(Bound);
            return (script.ExitCode, await output.WaitAsync(Bound));
        }
        catch (TimeoutException)
        {
            script.Kill(entireProcessTree: true);
            throw;
        }
    }
}
