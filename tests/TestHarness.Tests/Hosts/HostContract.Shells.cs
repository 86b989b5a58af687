using System.Globalization;
using System.Text;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

public abstract partial class HostContract
{
    /// <summary>Prints the id of the shell that runs the command.</summary>
    private static readonly Command WhichShell = Command.Shell("ps -o ppid= $PPID");

    [Test]
    public async Task Commands_one_after_the_other_run_in_one_shell()
    {
        await using var host = await ConnectAsync();

        var shells = new List<string>();
        for (var i = 0; i < 3; i++)
            shells.Add((await host.RunAsync(WhichShell)).StandardOutput.Trim());

        Assert.That(shells, Is.EqualTo(Enumerable.Repeat(shells[0], 3)));
    }

    [TestCase(1)]
    [TestCase(64 << 10)]
    [TestCase((1 << 20) + 1)]
    [TestCase(16 << 20)]
    public async Task Bytes_of_both_outputs_come_unchanged(int length)
    {
        using var directory = new TemporaryDirectory();
        var (bytes, others) = (new byte[length], new byte[length]);
        new Random(1).NextBytes(bytes);
        new Random(2).NextBytes(others);

        // Text decodes a large output that is no UTF-8 too slowly for a test.
        if (length > 2 << 20)
            (bytes, others) = (ToAscii(bytes), ToAscii(others));
        await File.WriteAllBytesAsync(directory["out"], bytes);
        await File.WriteAllBytesAsync(directory["err"], others);

        var result = await Host.RunAsync(Command.Shell("cat \"$1/err\" >&2 & cat \"$1/out\"; wait", directory.Path));

        Assert.That(result.StandardOutput == Encoding.UTF8.GetString(bytes), Is.True, "standard output");
        Assert.That(result.StandardError == Encoding.UTF8.GetString(others), Is.True, "standard error");
        Assert.That((result.StandardOutputBytes, result.StandardErrorBytes), Is.EqualTo(((long)length, (long)length)));
    }

    [TestCase("exit 3", 3, "")]
    [TestCase("exec sh -c 'echo in; exit 4'", 4, "in\n")]
    [TestCase("cat; echo end", 0, "end\n")]
    [TestCase("exec 1>&- 2>&-; exit 5", 5, "")]
    [TestCase("kill -9 $PPID", 137, "")]
    [TestCase("trap 'echo trapped' EXIT INT; kill -INT $$; true", 0, "trapped\ntrapped\n")]
    [TestCase("kill -INT $$; sleep 60", 130, "")]
    [TestCase("printf 'no newline'", 0, "no newline")]
    public async Task A_command_ends_as_it_does_alone(string script, int exitCode, string output)
    {
        await using var host = await ConnectAsync();

        var result = await host.RunAsync(Command.Shell(script));

        Assert.That((result.ExitCode, result.StandardOutput, result.StandardError), Is.EqualTo((exitCode, output, "")));
        Assert.That((await host.RunAsync(new Command("echo", "next"))).StandardOutput, Is.EqualTo("next\n"));
    }

    [Test]
    public async Task A_command_inherits_the_outputs_alone()
    {
        await using var host = await ConnectAsync();
        const string Script = """
            requests=$(readlink "/proc/$(ps -o ppid= $PPID | tr -d ' ')/fd/0")
            readlink /proc/$$/fd/* | grep -cxF "$requests"
            readlink /proc/$$/fd/* | grep -c testharness-shell
            readlink /proc/$$/fd/0
            """;

        Assert.That((await host.RunAsync(Command.Shell(Script))).StandardOutput, Is.EqualTo("0\n2\n/dev/null\n"));
    }

    [Test]
    public async Task A_command_changes_nothing_for_the_next_one()
    {
        await using var host = await ConnectAsync();
        var state = Command.Shell("pwd; umask; trap; env | grep -v '^TESTHARNESS_PROCESS=' | sort; ulimit -n");
        var before = (await host.RunAsync(state)).StandardOutput;

        var change = Command.Shell("cd /; umask 0; export LEFT=1; trap '' TERM; ulimit -n 10");
        await host.RunAsync(change.WithEnvironment("SET", "1"));

        Assert.That((await host.RunAsync(state)).StandardOutput, Is.EqualTo(before));
    }

    [Test]
    public async Task A_command_finds_no_nonce_in_the_processes_above_it()
    {
        await using var host = await ConnectAsync();
        const string Script = """
            process=$$
            while [ "$process" -gt 1 ]; do
              for file in cmdline environ; do tr '\0' '\n' < /proc/$process/$file; done 2>/dev/null
              process=$(ps -o ppid= "$process" | tr -d ' ')
            done
            true
            """;

        var result = await host.RunAsync(Command.Shell(Script));

        Assert.That(result.StandardOutput, Does.Contain("timeout").And.Contain("testharness-shell"));
        Assert.That(
            result.StandardOutput.Split('\n').Where(line => !line.StartsWith(ProcessTag.Variable, StringComparison.Ordinal)),
            Has.None.Match("(?<![0-9a-f-])[0-9a-f]{32}(?![0-9a-f])"));
    }

    [Test]
    public async Task Words_of_100_KB_come_unchanged()
    {
        var word = string.Concat(Enumerable.Range(0, 100_000 / 8).Select(i => i % 7 == 0 ? "Łā'\n\\$`x" : "abcd \"*?"));

        var result = await Host.RunAsync(new Command("printf", "%s\\0", word, "", word, word));

        Assert.That(result.StandardOutput == $"{word}\0\0{word}\0{word}\0", Is.True);
    }

    [Test]
    public async Task Output_of_a_left_behind_process_belongs_to_its_command()
    {
        await using var host = await ConnectAsync();

        var result = await host.RunAsync(Command.Shell("(sleep 0.3; echo late; echo error >&2) & echo early; exit 3"));

        Assert.That(
            (result.ExitCode, result.StandardOutput, result.StandardError), Is.EqualTo((3, "early\nlate\n", "error\n")));
    }

    [Test]
    public async Task A_timeout_reports_a_left_behind_process_that_holds_the_output_open()
    {
        await using var host = await ConnectAsync();
        var id = ProcessTag.NewId();
        var command = Command.Shell("echo begun; setsid sleep 300 & exit 0")
            .WithEnvironment(ProcessTag.Variable, id).WithTimeout(Generous);

        Assert.That(
            async () => await host.RunAsync(command),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith("[provision]").And.Message.Contains(
                "(its last output: begun); it had ended, but a process it left behind held its output open and was killed"));
        Assert.That(await RunningAsync(id), Is.Empty);
        Assert.That((await host.RunAsync(new Command("echo", "next"))).StandardOutput, Is.EqualTo("next\n"));
    }

    [Test]
    public async Task Commands_at_once_get_their_own_outputs()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(number =>
            Host.RunAsync(Command.Shell("echo $1; echo $1 >&2; exit $1", number.ToString(CultureInfo.InvariantCulture)))));

        Assert.That(
            results.Select(result => (result.ExitCode, result.StandardOutput, result.StandardError)),
            Is.EqualTo(Enumerable.Range(0, 100).Select(number => (number, $"{number}\n", $"{number}\n"))));
    }

    [Test]
    public async Task A_command_that_is_cancelled_at_any_moment_leaves_nothing_and_the_next_one_runs()
    {
        await using var host = await ConnectAsync();
        var ids = Enumerable.Range(0, 12).Select(_ => ProcessTag.NewId()).ToList();

        foreach (var (moment, id) in ids.Index())
        {
            using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(moment));
            var command = Command.Shell("echo begun; sleep 300").WithEnvironment(ProcessTag.Variable, id);
            Assert.That(
                async () => await host.RunAsync(command, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
            Assert.That((await host.RunAsync(new Command("echo", "next"))).StandardOutput, Is.EqualTo("next\n"));
        }

        Assert.That((await HostProcesses.ListAsync(host)).Where(process => ids.Contains(process.Id)), Is.Empty);
    }

    [Test]
    public async Task Disposing_a_host_ends_its_shells_and_removes_their_directories()
    {
        var host = await ConnectAsync();
        var shell = (await host.RunAsync(WhichShell)).StandardOutput.Trim();
        var directory = (await File.ReadAllTextAsync($"/proc/{shell}/cmdline")).Split('\0')[2];
        Assert.That(Directory.Exists(directory), Is.True);

        await host.DisposeAsync();

        Assert.That((Directory.Exists(directory), Directory.Exists($"/proc/{shell}")), Is.EqualTo((false, false)));
    }

    private static byte[] ToAscii(byte[] bytes) => [.. bytes.Select(value => (byte)(value & 0x7f))];

    /// <summary>Connects a host of its own to a test, and runs the first command, which gets no standing shell.</summary>
    private async Task<IHost> ConnectAsync()
    {
        var host = ConnectAgain();
        await host.RunAsync(new Command("true"));
        return host;
    }

    private protected abstract IHost ConnectAgain();
}
