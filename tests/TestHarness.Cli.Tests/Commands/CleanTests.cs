using TestHarness.Cli.Tests.Support;
using TestHarness.Hosts;
using TestHarness.Ledger;

namespace TestHarness.Cli.Tests.Commands;

public sealed class CleanTests
{
    private HarnessProcess _harness = null!;

    [SetUp]
    public void Start() => _harness = new HarnessProcess();

    [TearDown]
    public void End() => _harness.Dispose();

    private string Left => Path.Combine(_harness.Folder, "left");

    private string Ledgers => Path.Combine(_harness.State, "testharness", "ledger");

    [Test]
    public async Task Resources_that_a_run_left_are_removed_and_named()
    {
        await using (await OpenAsync(new Command("rm", "-r", Left)))
        {
            // The ledger stays with its entry, as that of a killed run.
        }

        var result = await _harness.RunAsync("clean");

        Assert.That(
            (result.ExitCode, result.Output), Is.EqualTo((0, "this machine: removed a folder\n1 removed\n")), result.Error);
        Assert.That(Directory.Exists(Left), Is.False);
        Assert.That(Directory.GetFiles(Ledgers), Is.Empty);
    }

    [Test]
    public async Task Resources_of_a_run_that_has_not_ended_stay()
    {
        await using var ledger = await OpenAsync(new Command("rm", "-r", Left));

        var result = await _harness.RunAsync("clean");

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((0, "nothing was left behind\n")), result.Error);
        Assert.That(Directory.Exists(Left));
    }

    [Test]
    public async Task A_resource_that_cannot_be_removed_fails_clean_and_the_next_clean_tries_again()
    {
        await using (await OpenAsync(new Command("sh", "-c", "echo 'in use' >&2; exit 1")))
        {
        }

        foreach (var _ in new[] { "first", "second" })
        {
            var result = await _harness.RunAsync("clean");
            Assert.That(result.ExitCode, Is.EqualTo(1), result.Output);
            Assert.That(result.Error, Does.Contain("a folder").And.Contain("in use"));
        }
    }

    private async Task<UndoLedger> OpenAsync(Command undo)
    {
        Directory.CreateDirectory(Left);
        var ledger = UndoLedger.Open(Ledgers);
        await ledger.RecordAsync("this machine", new LocalConnection(), "a folder", undo);
        return ledger;
    }
}
