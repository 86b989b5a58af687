using TestHarness.Failures;
using TestHarness.Guests;
using TestHarness.Load;
using TestHarness.Tests.Guests;

namespace TestHarness.Tests.Load;

/// <summary>Loads in a real guest.</summary>
[TestFixture]
internal sealed class GuestLoadTests : GuestFixture
{
    [Test]
    public async Task A_dd_is_repeated_until_it_is_stopped_and_compared()
    {
        var command = DdCommand.Parse("dd if=/dev/urandom of=/dev/sda bs=64k count=4 oflag=direct");
        var load = await DdLoad.StartAsync(Shell, Lun.ReadOn(Bench.Host), command);
        await WaitForBlocksAsync("dd-dev-sda", "passes", 2);
        load.CheckRunning(await StatusAsync(load));

        await load.StopAsync();

        Assert.That(load.Description, Is.EqualTo($"{command}"));
        Assert.That(await load.VerifyAsync(), Does.Match(
            @"^the 262144 bytes from 0 on that pass \d+ of dd wrote \(4 blocks\) are on LUN lun0 .*, and the guest reads the " +
            @"same: SHA-256 [0-9a-f]{64}$"));

        await Lun.OverwriteAsync(Bench.Host, 262144, 4096);
        Assert.That(await load.VerifyAsync(), Does.StartWith("the 262144 bytes"), "what is behind the region is not the load's");

        await Lun.OverwriteAsync(Bench.Host, 1000, 10);
        var failure = (await Assert.ThrowsAsync<HarnessException>(() => load.VerifyAsync()))!;
        Assert.That(failure.Message, Does.Match(
            @"^\[data\] the 262144 bytes from 0 on that pass \d+ of dd wrote \(4 blocks\) have SHA-256 [0-9a-f]{64}, but " +
            @"[0-9a-f]{64} on LUN lun0 .*$"));
    }

    [Test]
    public async Task A_pass_of_dd_is_compared_while_the_load_is_paused_and_the_load_continues_afterwards()
    {
        var command = DdCommand.Parse("dd if=/dev/urandom of=/dev/sda bs=64k count=4 conv=notrunc");
        var load = await DdLoad.StartAsync(Shell, Lun.ReadOn(Bench.Host), command);

        await load.PauseAsync();
        var passes = await Shell.RunAsync("cat /run/testharness/dd-dev-sda/passes", Soon);
        Assert.That(await load.CompareAsync("leg 1"), Does.Contain($"that pass {passes.Output.Trim()} of dd wrote"));
        await Lun.OverwriteAsync(Bench.Host, 70_000, 1);
        Assert.That(
            () => load.CompareAsync("leg 1"),
            Throws.TypeOf<HarnessException>().With.Message.Contains($"on LUN lun0 ({Lun.Path} on this machine)"));
        await load.ResumeAsync();

        await load.PauseAsync();
        Assert.That(
            await load.CompareAsync("leg 2"),
            Does.Not.Contain($"pass {passes.Output.Trim()} of").And.Contains("the guest reads the same"));
        await load.StopAsync();
        await load.VerifyAsync();
    }

    /// <summary>The script looks for its pause from time to time: what is asked between two looks must not be missed.</summary>
    [Test]
    public async Task A_load_that_continues_is_paused_again_at_once()
    {
        var command = DdCommand.Parse("dd if=/dev/urandom of=/dev/sda bs=64k count=1");
        var load = await DdLoad.StartAsync(Shell, Lun.ReadOn(Bench.Host), command, timeout: Soon);
        for (var time = 1; time <= 10; time++)
        {
            await load.PauseAsync();
            Assert.That(await load.CompareAsync($"leg {time}"), Does.Contain("the guest reads the same"));
            await load.ResumeAsync();
        }

        await load.StopAsync();
    }

    [TestCase("dd if=/dev/urandom of=/dev/sda bs=64k count=4 seek=3 oflag=direct conv=fsync", 3 * 65536)]
    [TestCase("dd if=/dev/urandom of=/dev/sda bs=5000 count=7 seek=11 conv=notrunc,fsync", 11 * 5000)]
    [TestCase("dd if=/proc/kallsyms of=/dev/sda bs=1000 count=9 skip=2", 0)]
    public async Task A_dd_is_compared_where_it_writes(string text, int offset)
    {
        var load = await DdLoad.StartAsync(Shell, Lun.ReadOn(Bench.Host), DdCommand.Parse(text));
        await WaitForBlocksAsync("dd-dev-sda", "passes", 1);
        await load.StopAsync();

        Assert.That(await load.VerifyAsync(), Does.Contain($" bytes from {offset} on that pass "));
        await Lun.OverwriteAsync(Bench.Host, offset + 2000, 16);
        Assert.That(() => load.VerifyAsync(), Throws.TypeOf<HarnessException>().With.Message.StartsWith("[data] "));
    }

    [Test]
    public async Task A_dd_whose_data_is_not_on_the_LUN_fails_the_data_check()
    {
        var load = await DdLoad.StartAsync(
            Shell, Lun.ReadOn(Bench.Host), DdCommand.Parse("dd if=/dev/urandom of=/dev/null bs=64k count=4"));
        await load.StopAsync();

        Assert.That(
            () => load.VerifyAsync(),
            Throws.TypeOf<HarnessException>()
                .With.Message.Match(@"^\[data\] the 262144 bytes from 0 on that pass \d+ of dd wrote"));
    }

    [TestCase("/proc/version", "0+1 records out")]
    [TestCase("/dev/none", "No such file or directory")]
    public async Task A_dd_whose_input_ends_early_is_reported(string input, string why)
    {
        var load = await DdLoad.StartAsync(
            Shell, Lun.ReadOn(Bench.Host), DdCommand.Parse($"dd if={input} of=/dev/sda bs=64k count=4"));

        var stopped = (await Assert.ThrowsAsync<HarnessException>(() => load.StopAsync()))!;
        Assert.That(stopped.Message, Does.StartWith("[data] the load failed in the guest, with exit code 1").And.Contains(why));
    }

    [Test]
    public async Task A_dd_that_writes_past_the_end_is_reported_in_its_own_words()
    {
        var load = await DdLoad.StartAsync(
            Shell, Lun.ReadOn(Bench.Host), DdCommand.Parse($"dd if=/dev/zero of=/dev/sda bs=1M count=100 seek=15 oflag=direct"));
        await Shell.RunAsync("while [ ! -e /run/testharness/dd-dev-sda/exit ]; do sleep 0.05; done", Soon);

        var running = (await Assert.ThrowsAsync<HarnessException>(async () => load.CheckRunning(await StatusAsync(load))))!;
        Assert.That(
            running.Message,
            Does.StartWith("[data] the load has ended by itself, with exit code 1").And.Contains("No space left on device"));
        var stopped = (await Assert.ThrowsAsync<HarnessException>(() => load.StopAsync()))!;
        Assert.That(
            stopped.Message,
            Does.StartWith("[data] the load failed in the guest, with exit code 1").And.Contains("No space left on device"));
    }

    [Test]
    public async Task The_meter_counts_what_the_guest_writes_from_now_on()
    {
        const string Write =
            "for block in 0 1 2 3 4 5 6 7 8 9; do dd if=/dev/zero of=/dev/sda bs=64k count=1 oflag=direct; sleep 0.1; done";
        await Shell.RunAsync(Write, Soon);
        await using var meter = new LoadMeter("data-disk1", Guest.Machine.Qmp);
        var idle = (await Assert.ThrowsAsync<HarnessException>(() => meter.WaitForProgressAsync(TimeSpan.FromSeconds(1))))!;
        Assert.That(idle.Message, Is.EqualTo("[data] the guest has written nothing to data-disk1 for 1 s, after 0 bytes"));

        var progress = meter.WaitForProgressAsync(Soon);
        await Shell.RunAsync(Write, Soon);
        await progress;
        Assert.That(() => meter.Series.Bytes, Is.EqualTo(10 << 16).After(5000, 20));
    }

    [Test]
    public async Task The_meter_of_a_device_that_is_not_there_says_so()
    {
        await using var meter = new LoadMeter("no-disk", Guest.Machine.Qmp);
        var failure = (await Assert.ThrowsAsync<HarnessException>(() => meter.WaitForProgressAsync(Soon)))!;
        Assert.That(failure.Message, Does.Contain("QEMU has no block device 'no-disk'; it has: data-disk1"));
    }

    private async Task<string> StatusAsync(DdLoad load) => (await Shell.RunAsync(load.StatusScript, Soon)).Output;

    private async Task WaitForBlocksAsync(string job, string counter, int least)
    {
        var script = $"cd /run/testharness/{job}; until [ \"$(cat {counter} 2>/dev/null || echo 0)\" -ge {least} ]; do [ ! -e " +
            "exit ] || exit 1; sleep 0.05; done";
        Assert.That(await Shell.RunAsync(script, Soon), Has.Property("ExitCode").Zero);
    }

    [Test]
    public async Task A_wait_for_progress_ends_when_the_meter_does()
    {
        var meter = new LoadMeter("data-disk1", Guest.Machine.Qmp);
        var wait = meter.WaitForProgressAsync(TimeSpan.FromMinutes(1));
        await meter.DisposeAsync();
        Assert.That(
            async () => await wait.WaitAsync(TimeSpan.FromSeconds(20)),
            Throws.TypeOf<HarnessException>().With.Message.Contains("was stopped"));
    }
}
