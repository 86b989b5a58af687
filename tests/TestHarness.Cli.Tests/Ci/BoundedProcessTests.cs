using System.Diagnostics;
using TestHarness.Cli.Ci;
using TestHarness.Cli.Terminals;

namespace TestHarness.Cli.Tests.Ci;

public sealed class BoundedProcessTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    [TestCase(0)]
    [TestCase(3)]
    public async Task A_program_that_ends_gives_its_exit_code(int code) =>
        Assert.That(await BoundedProcess.RunAsync(Shell($"exit {code}"), Long, Terminal.Output), Is.EqualTo(code));

    [Test]
    public async Task A_program_that_does_not_end_is_killed_with_all_that_it_started()
    {
        var folder = Directory.CreateTempSubdirectory("harness-bounded-").FullName;
        try
        {
            var code = await BoundedProcess.RunAsync(
                Shell($"sleep 600 & echo $! > '{folder}/child'; wait"), TimeSpan.FromSeconds(2), Terminal.Output);

            Assert.That(code, Is.Null);
            var child = await File.ReadAllTextAsync(Path.Combine(folder, "child"));
            Assert.That(() => IsAlive(child.Trim()), Is.False.After(5000, 20));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public async Task A_program_that_ends_itself_is_asked_to_and_waited_for()
    {
        var folder = Directory.CreateTempSubdirectory("harness-bounded-").FullName;
        try
        {
            var tornDown = Path.Combine(folder, "torn-down");
            var code = await BoundedProcess.RunAsync(
                Shell($"trap 'sleep 0.5; touch {tornDown}; exit 0' TERM; while :; do sleep 0.1; done"),
                TimeSpan.FromSeconds(1),
                Terminal.Output,
                endsItself: true);

            Assert.That(code, Is.Null);
            Assert.That(tornDown, Does.Exist);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public async Task A_hanging_process_is_described_with_all_its_descendants()
    {
        using var process = Process.Start(Shell("sleep 601 & echo started; wait"))!;
        await process.StandardOutput.ReadLineAsync();

        var lines = ProcessTree.Describe(process.Id).ToArray();

        process.Kill(entireProcessTree: true);
        Assert.That(lines, Has.Length.EqualTo(2));
        Assert.That(lines[0], Does.StartWith($"{process.Id} S "));
        Assert.That(lines[1], Does.StartWith("  ").And.Contain("sleep 601"));
    }

    private static ProcessStartInfo Shell(string script) => new("sh", ["-c", script]) { RedirectStandardOutput = true };

    private static bool IsAlive(string processId) =>
        File.Exists($"/proc/{processId}/cmdline") && File.ReadAllText($"/proc/{processId}/cmdline").Length > 0;
}
