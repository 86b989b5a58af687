using System.Text;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

/// <summary>What every host does, whatever carries its commands.</summary>
[Parallelizable]
public abstract partial class HostContract
{
    /// <summary>Far more than a shell on a loaded machine takes to print its first line.</summary>
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(5);

    /// <summary>
    /// $1: the target, $2: the program of the copy that is killed. Nothing tells when the copy's part has grown: looks until it
    /// has.
    /// </summary>
    private const string KillCopy = """
        until [ -s "$(echo "$1".testharness-*)" ]; do sleep 0.01; done
        for pid in $(pgrep -x "$2"); do
            [ -z "$(find "/proc/$pid/fd" -lname "$1.testharness-*" 2>/dev/null)" ] || kill -KILL "$pid"
        done
        """;

    private static readonly LocalHost Killer = new("this machine");

    internal abstract IHost Host { get; }

    [Test]
    public async Task Output_beyond_the_bound_is_counted_and_dropped()
    {
        var command = Command.Shell("printf 'the start'; head -c 20000000 /dev/zero; echo error >&2");

        var result = await Host.RunAsync(command);

        Assert.That(
            (result.StandardOutput.Length, result.StandardOutputCut),
            Is.EqualTo((Command.OutputLimit, 20_000_009L - Command.OutputLimit)));
        Assert.That(
            (result.StandardOutput[..9], result.StandardError, result.StandardErrorCut),
            Is.EqualTo(("the start", "error\n", 0L)));
        Assert.That(() => result.OrThrow(FailureClass.Provision), Throws.TypeOf<HarnessException>().With.Message.EndsWith(
            $" on {Host.Name} printed 20000009 bytes, of which only the first {Command.OutputLimit} are kept"));
    }

    [Test]
    public async Task Distinguishes_output_error_and_exit_code()
    {
        var result = await Host.RunAsync(Command.Shell("echo out; echo err >&2; exit 37"));

        Assert.That((result.ExitCode, result.StandardOutput, result.StandardError), Is.EqualTo((37, "out\n", "err\n")));
    }

    [TestCase(1)]
    [TestCase(127)]
    [TestCase(254)]
    [TestCase(255)]
    public async Task Passes_an_exit_code_through(int code) =>
        Assert.That((await Host.RunAsync(Command.Shell("exit $1", $"{code}"))).ExitCode, Is.EqualTo(code));

    [TestCase(9)]
    [TestCase(15)]
    public async Task Reports_a_signal_as_128_and_its_number(int signal)
    {
        var result = await Host.RunAsync(Command.Shell("kill -$1 $$", $"{signal}"));

        Assert.That((result.ExitCode, result.StandardError), Is.EqualTo((128 + signal, "")));
    }

    [Test]
    public async Task Passes_nasty_arguments_unchanged()
    {
        string[] nasty = ["", " ", "'", "\"", "\\", "a\nb", "$HOME", "`id`", "*", "!", "--", "~", "ünï", ";", "&", "\t'\\''"];

        var result = await Host.RunAsync(new Command("printf", ["%s\\0", .. nasty]));

        Assert.That(result.StandardOutput.Split('\0')[..^1], Is.EqualTo(nasty));
    }

    [Test]
    public async Task Programs_write_messages_and_numbers_in_the_locale_C()
    {
        var supervised = new LineStream("C");

        var result = await Host.RunAsync(Command.Shell("echo $LC_ALL"));
        await using var process = await Host.StartAsync(Command.Shell("echo $LC_ALL").WithStandardOutput(supervised));

        Assert.That(result.StandardOutput, Is.EqualTo("C\n"));
        await supervised.Found.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Test]
    public async Task Sets_the_environment_and_a_tag()
    {
        var result = await Host.RunAsync(Command.Shell("echo \"$GREETING/$TESTHARNESS_PROCESS\"")
            .WithEnvironment("GREETING", "it's $me").WithEnvironment(ProcessTag.Variable, "chosen-1"));

        Assert.That(result.StandardOutput, Is.EqualTo("it's $me/chosen-1\n"));
    }

    [Test]
    public async Task Feeds_standard_input_and_ends_it()
    {
        var input = new MemoryStream(Encoding.UTF8.GetBytes("fed"));

        Assert.That((await Host.RunAsync(new Command("cat").WithStandardInput(input))).StandardOutput, Is.EqualTo("fed"));
        Assert.That((await Host.RunAsync(new Command("cat"))).StandardOutput, Is.Empty);
    }

    [Test]
    public async Task A_command_may_leave_its_input_unread()
    {
        var input = new MemoryStream(new byte[4 << 20]);

        Assert.That((await Host.RunAsync(new Command("true").WithStandardInput(input))).ExitCode, Is.Zero);
    }

    [Test]
    public async Task Streams_100_MB_through_unchanged()
    {
        var bytes = new byte[100_000_000];
        new Random(7).NextBytes(bytes);
        var output = new MemoryStream(bytes.Length);

        var result = await Host.RunAsync(
            new Command("tee", "/dev/stderr")
                .WithStandardInput(new MemoryStream(bytes)).WithStandardOutput(output).WithStandardError(Stream.Null));

        Assert.That(output.GetBuffer().AsSpan(0, (int)output.Length).SequenceEqual(bytes), Is.True);
        Assert.That((result.StandardOutputBytes, result.StandardErrorBytes), Is.EqualTo((100_000_000, 100_000_000)));
    }

    [Test]
    public void Refuses_a_program_that_is_not_there() =>
        Assert.That(
            async () => await Host.RunAsync(new Command("no-such-program", "x")),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith("[preflight] program 'no-such-program' was not found"));

    [Test]
    public async Task Runs_many_commands_at_once() =>
        Assert.That(await Rendezvous.RunAsync(Host, 8), Is.EqualTo(Rendezvous.Met(8)));

    [Test]
    public async Task A_timeout_kills_all_processes_of_the_command_and_reports_its_output()
    {
        var id = ProcessTag.NewId();
        var command = Command.Shell("echo half-way; setsid sleep 300 & sleep 300")
            .WithEnvironment(ProcessTag.Variable, id).WithTimeout(Generous);

        Assert.That(
            async () => await Host.RunAsync(command),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith($"[provision] '{command}' on {Host.Name} ")
                .And.Message.Contains("did not end within 5 s (its last output: half-way); it was still running and was killed"));
        Assert.That(await RunningAsync(id), Is.Empty);
    }

    [Test]
    public async Task An_output_that_cannot_be_written_ends_the_command()
    {
        var id = ProcessTag.NewId();
        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

        Assert.That(
            async () => await Host.RunAsync(
                new Command("yes").WithEnvironment(ProcessTag.Variable, id).WithStandardOutput(full)),
            Throws.InstanceOf<IOException>());
        Assert.That(await RunningAsync(id), Is.Empty);
    }

    [Test]
    public void A_command_needs_a_bound() =>
        Assert.That(
            () => new Command("true").WithTimeout(Timeout.InfiniteTimeSpan), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public async Task Cancelling_kills_the_command()
    {
        var id = ProcessTag.NewId();
        var ready = new LineStream("ready");
        using var cancellation = new CancellationTokenSource();
        var running = Host.RunAsync(
            Command.Shell("echo ready; sleep 300").WithEnvironment(ProcessTag.Variable, id).WithStandardOutput(ready),
            cancellation.Token);
        await ready.Found.WaitAsync(TimeSpan.FromSeconds(20));

        await cancellation.CancelAsync();

        Assert.That(async () => await running, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await RunningAsync(id), Is.Empty);
    }

    [Test]
    public async Task Copies_a_file_there_and_back_with_its_mode()
    {
        using var directory = new TemporaryDirectory();
        var bytes = new byte[300_000];
        new Random(3).NextBytes(bytes);
        await File.WriteAllBytesAsync(directory["here"], bytes);
        File.SetUnixFileMode(directory["here"], UnixFileMode.UserRead | UnixFileMode.UserExecute);

        await Host.PutFileAsync(directory["here"], directory["it's there"]);
        await Host.GetFileAsync(directory["it's there"], directory["back"]);

        Assert.That(await File.ReadAllBytesAsync(directory["back"]), Is.EqualTo(bytes));
        Assert.That(File.GetUnixFileMode(directory["back"]), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserExecute));
        Assert.That(Directory.GetFiles(directory.Path), Has.Length.EqualTo(3), "a part of a copy is left");
    }

    [Test]
    public void A_failed_copy_names_both_ends_and_leaves_nothing()
    {
        using var directory = new TemporaryDirectory();

        Assert.That(
            async () => await Host.GetFileAsync(directory["absent"], directory["back"]),
            Throws.TypeOf<HarnessException>().With.Message.Contains(directory["absent"]).And.Message.Contains("No such file"));
        Assert.That(
            async () => await Host.PutFileAsync("/proc/self/status", directory["no/dir"]),
            Throws.TypeOf<HarnessException>().With.Message.Contains(directory["no/dir"]));
        Assert.That(Directory.GetFileSystemEntries(directory.Path), Is.Empty);
    }

    /// <param name="program">What writes the copy, or the shell that started that.</param>
    [TestCase("cat")]
    [TestCase("sh")]
    [Category("slow")]
    public async Task A_copy_that_is_killed_half_way_leaves_the_target_as_it_was(string program)
    {
        using var directory = new TemporaryDirectory();
        await using (var large = File.Create(directory["large"]))
            large.SetLength(1L << 29);
        await File.WriteAllTextAsync(directory["copy"], "before");
        var copying = Host.PutFileAsync(directory["large"], directory["copy"]);

        await Killer.RunAsync(Command.Shell(KillCopy, directory["copy"], program));

        Assert.That(
            async () => await copying,
            Throws.TypeOf<HarnessException>().With.Message.Contains($"{Host.Name}:{directory["copy"]} failed"));
        Assert.That(await File.ReadAllTextAsync(directory["copy"]), Is.EqualTo("before"));
        Assert.That(Directory.GetFiles(directory.Path), Has.Length.EqualTo(2), "a part of the copy is left");
    }

    private async Task<IEnumerable<TaggedProcess>> RunningAsync(string id) =>
        (await HostProcesses.ListAsync(Host)).Where(process => process.Id == id);
}
