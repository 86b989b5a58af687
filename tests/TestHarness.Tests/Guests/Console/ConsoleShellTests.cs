using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using TestHarness.Failures;
using TestHarness.Guests;
using TestHarness.Guests.Console;
using TestHarness.Qmp.Machine;

namespace TestHarness.Tests.Guests.Console;

[TestFixture]
internal sealed class ConsoleShellTests : GuestFixture
{
    private const string Unicode = "naïve ☃ 日本語 🐧 \t'\"\\$`!";

    [TestCase("true", 0)]
    [TestCase("false", 1)]
    [TestCase("exit 7", 7)]
    [TestCase("kill -9 $$", 137)]
    [TestCase("no-such-program", 127)]
    [TestCase("if", 2)]
    [TestCase("", 0)]
    [TestCase("# nothing", 0)]
    public async Task Reports_the_exit_code(string script, int exitCode) =>
        Assert.That((await Shell.RunAsync(script, Soon)).ExitCode, Is.EqualTo(exitCode));

    [Test]
    public async Task Keeps_every_byte_of_text_that_goes_there_and_back()
    {
        var result = await Shell.RunAsync($"cat <<'END'\n{Unicode}\nEND", Soon);
        Assert.That(result.Output, Is.EqualTo($"{Unicode}\n"));
    }

    [Test]
    public async Task Takes_output_without_a_last_newline_and_with_control_characters()
    {
        var result = await Shell.RunAsync("""printf 'a\003\004\021\023\033[1mb\001c\177'""", Soon);
        Assert.That(result.Output, Is.EqualTo("a\u0003\u0004\u0011\u0013\u001b[1mb\u0001c\u007f"));
    }

    [Test]
    public async Task Output_that_looks_like_an_answer_is_output()
    {
        var imitation = $"th-begin 1 0\nZm9v\nth-end 1 3 0 {Sha256("foo").ToLowerInvariant()}";
        Assert.That((await Shell.RunAsync($"echo '{imitation}'", Soon)).Output, Is.EqualTo($"{imitation}\n"));
    }

    [TestCase(3)]
    [TestCase(13)]
    [TestCase(127)]
    public void A_script_with_a_control_character_is_refused(int character) =>
        Assert.That(
            async () => await Shell.RunAsync($"echo {(char)character}", Soon),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith("[config] a script for a serial console"));

    [Test]
    public async Task Standard_error_is_part_of_the_output() =>
        Assert.That((await Shell.RunAsync("echo one; echo two >&2; exit 3", Soon)).Output, Is.EqualTo("one\ntwo\n"));

    [Test]
    public async Task A_script_that_reads_finds_the_end_of_its_input() =>
        Assert.That((await Shell.RunAsync("cat; echo end", Soon)).Output, Is.EqualTo("end\n"));

    [Test]
    public async Task Takes_a_megabyte_of_output()
    {
        var result = await Shell.RunAsync("seq 1 200000 | head -c 1048576", TimeSpan.FromMinutes(5));

        var expected = new StringBuilder();
        for (var n = 1; expected.Length < 1 << 20; n++)
            expected.Append(CultureInfo.InvariantCulture, $"{n}\n");
        Assert.That(Sha256(result.Output), Is.EqualTo(Sha256(expected.ToString(0, 1 << 20))));
    }

    [Test]
    public async Task Takes_a_line_longer_than_a_terminal_has_room_for()
    {
        var line = string.Concat(Enumerable.Range(0, 2000).Select(n => $"word{n} "));
        Assert.That((await Shell.RunAsync($"echo '{line}'", Soon)).Output, Is.EqualTo($"{line}\n"));
    }

    [Test]
    public async Task Takes_a_script_of_many_lines()
    {
        var script = string.Join('\n', Enumerable.Range(0, 1000).Select(n => $"echo line {n}"));
        var result = await Shell.RunAsync(script, Soon);
        Assert.That(
            result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            Is.EqualTo(Enumerable.Range(0, 1000).Select(n => $"line {n}")));
    }

    [Test]
    public async Task Kernel_messages_in_between_do_not_damage_the_output()
    {
        await Shell.RunAsync(
            """
            mkdir -p /run/noise && cd /run/noise && rm -f stop
            (
                while [ ! -e stop ]; do echo "<1>noise: a message of the kernel in between" > /dev/kmsg; done
            ) > /dev/null 2>&1 < /dev/null &
            """,
            Soon);
        try
        {
            for (var round = 0; round < 3; round++)
            {
                var result = await Shell.RunAsync(
                    "for n in $(seq 1 500); do echo \"line $n of the output\"; done", TimeSpan.FromMinutes(1));
                Assert.That(
                    result.Output, Is.EqualTo(string.Concat(Enumerable.Range(1, 500).Select(n => $"line {n} of the output\n"))));
            }

            Assert.That(Guest.Console.TextFrom(0), Does.Contain("noise: a message of the kernel in between"));
        }
        finally
        {
            await Shell.RunAsync("touch /run/noise/stop", Soon);
        }
    }

    [Test]
    public async Task Processes_that_flood_the_port_do_not_damage_the_output()
    {
        await Shell.RunAsync(
            """
            mkdir -p /run/noise && cd /run/noise && rm -f stop
            (while [ ! -e stop ]; do seq 1 2000; done) > /dev/ttyS0 2>&1 < /dev/null &
            (while [ ! -e stop ]; do printf 'no newline'; done) > /dev/ttyS0 2>&1 < /dev/null &
            """,
            Soon);
        try
        {
            var result = await Shell.RunAsync("seq 1 500", TimeSpan.FromMinutes(1));
            Assert.That(result, Is.EqualTo(new ShellResult(0, string.Concat(Enumerable.Range(1, 500).Select(n => $"{n}\n")))));
        }
        finally
        {
            await Shell.RunAsync("touch /run/noise/stop", Soon);
        }
    }

    [Test]
    public async Task Output_beyond_the_bound_stays_in_the_guest()
    {
        const int Bound = 64 << 10;
        await using var machine = await Bench.StartAsync("bounded", await Workbench.BootableAsync(await Bench.LunAsync("lun1")));
        await using var console = await SerialConsole.ConnectAsync(machine.Serial, null);
        await using var shell = await ConsoleShell.StartAsync(
            console, new Regex("init: the guest is up[^\n]*\n"), TimeSpan.FromMinutes(1), Bound);

        var result = await shell.RunAsync("seq 1 20000", Soon);

        var printed = string.Concat(Enumerable.Range(1, 20000).Select(n => $"{n}\n"));
        Assert.That((result.Output, result.BytesCut), Is.EqualTo((printed[..Bound], (long)printed.Length - Bound)));
    }

    [Test]
    public async Task After_a_timeout_the_shell_is_usable()
    {
        var failure = (await Assert.ThrowsAsync<HarnessException>(
            () => Shell.RunAsync("echo started; sleep 60", TimeSpan.FromMilliseconds(300))))!;

        Assert.That(
            failure.Message, Does.StartWith("[guest-health] the guest runs 'echo started; sleep 60': no answer within 0.3 s"));
        Assert.That(
            await Shell.RunAsync("echo again", Soon), Has.Property("Output").EqualTo("again\n").And.Property("ExitCode").Zero);
        Assert.That((await Shell.RunAsync("pidof sleep", Soon)).ExitCode, Is.EqualTo(1), "Ctrl-C has ended the script");
    }

    [Test]
    public async Task After_a_cancellation_the_shell_is_usable()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        Assert.That(
            async () => await Shell.RunAsync("sleep 60", Soon, source.Token), Throws.InstanceOf<OperationCanceledException>());

        Assert.That((await Shell.RunAsync("echo again", Soon)).Output, Is.EqualTo("again\n"));
    }

    [Test]
    public async Task A_script_that_ignores_interrupts_delays_the_next_command()
    {
        using var cancel = new CancellationTokenSource();
        var position = Guest.Console.Position;
        const string script = "trap '' INT; echo th-ignores > /dev/console; sleep 2; echo over > /run/over";
        var running = Shell.RunAsync(script, Soon, cancel.Token);
        await Guest.Console.WaitForAsync(new Regex("th-ignores\r?\n"), position, Soon, "waiting for the script");

        await cancel.CancelAsync();

        Assert.That(async () => await running, Throws.InstanceOf<OperationCanceledException>());
        Assert.That((await Shell.RunAsync("cat /run/over", Soon)).Output, Is.EqualTo("over\n"), "it waits for its turn");
    }

    [Test]
    public async Task A_guest_that_stands_still_does_not_hold_the_harness()
    {
        await Guest.Machine.Qmp.StopAsync();
        try
        {
            var script = $"true {new string('x', 1 << 18)}";
            var failure = (await Assert.ThrowsAsync<HarnessException>(
                () => Shell.RunAsync(script, TimeSpan.FromSeconds(1)).WaitAsync(Soon)))!;
            Assert.That(
                failure.Message,
                Does.StartWith("[guest-health] the guest did not read its serial port for 1 s; the console's last lines: "));
        }
        finally
        {
            await Guest.Machine.Qmp.ContinueAsync();
        }

        Assert.That((await Shell.RunAsync("echo again", TimeSpan.FromMinutes(1))).Output, Is.EqualTo("again\n"));
    }

    [Test]
    public async Task Scripts_at_once_run_one_after_the_other()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(n => Shell.RunAsync($"echo {n}", Soon)));
        Assert.That(results.Select(result => result.Output), Is.EqualTo(Enumerable.Range(0, 10).Select(n => $"{n}\n")));
    }

    [Test]
    public async Task A_background_process_does_not_hold_the_shell()
    {
        var result = await Shell.RunAsync("sleep 60 > /dev/null 2>&1 & echo $!", Soon);
        await Shell.RunAsync($"kill {result.Output.Trim()}", Soon);
        Assert.That(result.ExitCode, Is.Zero);
    }

    private static string Sha256(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
