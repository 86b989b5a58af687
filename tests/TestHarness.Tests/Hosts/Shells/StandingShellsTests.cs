using TestHarness.Hosts;
using TestHarness.Hosts.Channels;
using TestHarness.Hosts.Shells;

namespace TestHarness.Tests.Hosts.Shells;

[Parallelizable]
public sealed class StandingShellsTests
{
    private static readonly Command WhichShell = Command.Shell("ps -o ppid= $PPID");

    private int _opened;

    [SetUp]
    public void SetUp() => _opened = 0;

    [Test]
    public async Task The_first_command_gets_no_shell()
    {
        await using var shells = Shells(TimeSpan.FromMinutes(1));

        Assert.That(await shells.BeginAsync("id", WhichShell, CancellationToken.None), Is.Null);
        Assert.That(_opened, Is.Zero);
    }

    [Test]
    public async Task Idle_shells_are_closed_after_their_bound()
    {
        await using var shells = await ReadyAsync(TimeSpan.FromMilliseconds(20));

        var shell = await RunAsync(shells, WhichShell);

        Assert.That(() => Directory.Exists($"/proc/{shell}"), Is.False.After(20_000, 10));
    }

    [Test]
    public async Task A_shell_that_was_killed_while_idle_is_replaced_and_its_successor_runs_the_command_once()
    {
        using var directory = new TemporaryDirectory();
        await using var shells = await ReadyAsync(TimeSpan.FromMinutes(1));
        var shell = await RunAsync(shells, WhichShell);
        await SshKeys.RunAsync("kill", "-KILL", shell);

        await RunAsync(shells, Command.Shell("echo run >> \"$1\"", directory["runs"]));

        Assert.That(await File.ReadAllTextAsync(directory["runs"]), Is.EqualTo("run\n"));
        Assert.That(_opened, Is.EqualTo(2));
    }

    [Test]
    public async Task A_shell_with_an_output_that_no_command_wrote_is_replaced()
    {
        await using var shells = await ReadyAsync(TimeSpan.FromMinutes(1));
        var first = await RunAsync(shells, Command.Shell("ps -o ppid= $(ps -o ppid= $PPID)"));
        await File.WriteAllTextAsync($"/proc/{first}/fd/1", "junk");

        Assert.That(await RunAsync(shells, new Command("echo", "clean")), Is.EqualTo("clean"));
        Assert.That(_opened, Is.EqualTo(2));
    }

    [Test]
    public async Task A_host_that_has_no_place_for_the_shells_FIFOs_is_asked_once()
    {
        await using var shells = await ReadyAsync(TimeSpan.FromMinutes(1), "env", "TMPDIR=/no-such-directory");

        for (var time = 0; time < 2; time++)
            Assert.That(await shells.BeginAsync("id", WhichShell, CancellationToken.None), Is.Null);

        Assert.That(_opened, Is.EqualTo(1));
    }

    [Test]
    public async Task Four_shells_are_open_at_most_and_the_last_one_used_is_used_next()
    {
        await using var shells = await ReadyAsync(TimeSpan.FromMinutes(1));
        var exchanges = new List<ShellExchange>();
        while (await shells.BeginAsync("id", WhichShell, CancellationToken.None) is { } exchange)
            exchanges.Add(exchange);
        Assert.That(exchanges, Has.Count.EqualTo(4));
        foreach (var exchange in exchanges)
        {
            await exchange.RunAsync(CancellationToken.None);
            await exchange.DisposeAsync();
        }

        Assert.That(await RunAsync(shells, WhichShell), Is.EqualTo(exchanges[^1].Output.Text.Trim()));
        Assert.That(await shells.CloseOneAsync(), Is.True);
        Assert.That(Directory.Exists($"/proc/{exchanges[0].Output.Text.Trim()}"), Is.False);
    }

    [Test, Category("slow")]
    public async Task An_abandoned_command_is_not_over_while_its_request_may_still_come_to_the_shell()
    {
        await using var shells = await ReadyAsync(TimeSpan.FromMinutes(1));
        var shell = await RunAsync(shells, WhichShell);
        await using var late = (await shells.BeginAsync("id", new Command("true"), CancellationToken.None))!;
        await SshKeys.RunAsync("kill", "-STOP", shell);
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        Assert.That(async () => await late.RunAsync(cancellation.Token), Throws.InstanceOf<OperationCanceledException>());

        Assert.That(await late.IsOverAsync(), Is.False);

        await SshKeys.RunAsync("kill", "-CONT", shell);
        Assert.That(await late.IsOverAsync(), Is.True);
    }

    [Test, Category("slow")]
    public async Task A_shell_that_has_run_its_most_commands_is_replaced()
    {
        await using var shells = await ReadyAsync(TimeSpan.FromMinutes(1));

        var all = new List<string>();
        for (var time = 0; time < 1030; time++)
            all.Add(await RunAsync(shells, new Command("echo", $"{time}")));

        Assert.That(all, Is.EqualTo(Enumerable.Range(0, 1030).Select(time => $"{time}")));
        Assert.That(_opened, Is.EqualTo(2));
    }

    private static async Task<string> RunAsync(StandingShells shells, Command command)
    {
        await using var exchange = await shells.BeginAsync("id", command, CancellationToken.None);
        Assert.That(await exchange!.RunAsync(CancellationToken.None), Is.Zero);
        return exchange.Output.Text.Trim();
    }

    private async Task<StandingShells> ReadyAsync(TimeSpan idleBound, params string[] prefix)
    {
        var shells = Shells(idleBound, prefix);
        Assert.That(await shells.BeginAsync("id", WhichShell, CancellationToken.None), Is.Null);
        return shells;
    }

    private StandingShells Shells(TimeSpan idleBound, params string[] prefix) => new(
        (words, _) =>
        {
            _opened++;
            return Task.FromResult<Channel>(new CliWrapChannel(["setsid", .. prefix, .. words]));
        },
        idleBound);
}
