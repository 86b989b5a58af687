using TestHarness.Clocks;
using TestHarness.Failures;
using TestHarness.Load;
using TestHarness.Qmp;
using TestHarness.Tests.Qmp;

namespace TestHarness.Tests.Load;

[TestFixture]
[Parallelizable]
internal sealed class LoadMeterTests
{
    /// <summary>Telling one command after the other of the end takes long with an event of this size in each message.</summary>
    private const int LongEvent = 1 << 20;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private const string Stats = """[{"device": "", "qdev": "data-disk1", "stats": {"wr_bytes": 512}}]""";

    [Test]
    public async Task Goes_on_when_a_QEMU_ends_while_it_is_asked()
    {
        await using var peer = new FakePeer(async c =>
        {
            await c.NegotiateAsync();
            await c.SendLineAsync($$$"""{"event": "LONG", "data": {"text": "{{{new string('x', LongEvent)}}}"}}""");
            await c.ReadIdAsync();
        });
        for (var round = 0; round < 20; round++)
        {
            await using var abandoned = await QmpClient.ConnectAsync("destination", peer.EndPoint);
            var meters = Enumerable.Range(0, 20).Select(_ => new LoadMeter("data-disk1", abandoned)).ToArray();

            await abandoned.Closed;

            foreach (var meter in meters)
                Assert.That(meter.StopAsync, Throws.Nothing, $"in round {round}");
        }
    }

    [Test]
    public async Task Samples_are_timed_by_a_clock_that_a_step_of_the_wall_clock_does_not_change()
    {
        await using var peer = Answering(() => 512);
        await using var source = await QmpClient.ConnectAsync("source", peer.EndPoint);
        await using var meter = new LoadMeter("data-disk1", source, new SteadyClock(new SetBackTime()));

        await WaitForSampleAsync(meter, bytes: 0);

        Assert.That(meter.Start.Year, Is.EqualTo(2000));
        Assert.That(meter.Series.Samples.Select(sample => sample.At), Is.All.InRange(TimeSpan.Zero, Soon));
    }

    [Test]
    public async Task Counts_what_was_written_since_it_began_on_every_QEMU()
    {
        var (onSource, onDestination) = (512L, 0L);
        await using var first = Answering(() => Interlocked.Read(ref onSource));
        await using var second = Answering(() => Interlocked.Read(ref onDestination));
        await using var source = await QmpClient.ConnectAsync("source", first.EndPoint);
        await using var destination = await QmpClient.ConnectAsync("destination", second.EndPoint);
        await using var meter = new LoadMeter("data-disk1", source);
        await WaitForSampleAsync(meter, bytes: 0);

        Interlocked.Exchange(ref onSource, 1512);
        await WaitForSampleAsync(meter, bytes: 1000);
        meter.Attach(destination);
        Interlocked.Exchange(ref onDestination, 300);
        await WaitForSampleAsync(meter, bytes: 1300);
        Interlocked.Exchange(ref onSource, 0);
        Interlocked.Exchange(ref onDestination, 400);
        await WaitForSampleAsync(meter, bytes: 1400);

        await meter.StopAsync();
        Assert.That(meter.Series.Bytes, Is.EqualTo(1400));
        Assert.That(meter.Series.Samples.Select(sample => sample.Bytes), Is.Ordered);
    }

    [Test]
    public async Task No_sample_is_taken_after_its_end()
    {
        await using var peer = Answering(() => 1);
        await using var qmp = await QmpClient.ConnectAsync("source", peer.EndPoint);
        var meter = new LoadMeter("data-disk1", qmp);
        await WaitForSampleAsync(meter, bytes: 0);

        await meter.StopAsync();
        var samples = meter.Series.Samples.Length;

        Assert.That(
            async () => await meter.WaitForProgressAsync(Soon),
            Throws.TypeOf<HarnessException>().With.Message.EqualTo(
                "[data] the load on data-disk1 was stopped during a wait for its progress"));
        Assert.That(meter.Series.Samples, Has.Length.EqualTo(samples));
        await meter.DisposeAsync();
    }

    [Test]
    public async Task A_wait_for_a_load_that_writes_nothing_ends_with_what_was_written()
    {
        await using var peer = Answering(() => 7);
        await using var qmp = await QmpClient.ConnectAsync("source", peer.EndPoint);
        await using var meter = new LoadMeter("data-disk1", qmp);

        Assert.That(
            async () => await meter.WaitForProgressAsync(TimeSpan.FromSeconds(1)),
            Throws.TypeOf<HarnessException>().With.Message.EqualTo(
                "[data] the guest has written nothing to data-disk1 for 1 s, after 0 bytes"));
    }

    private static FakePeer Answering(Func<long> written) => new(async c =>
    {
        await c.NegotiateAsync();
        while (true)
            await c.ReplyAsync(await c.ReadIdAsync(), Stats.Replace("512", $"{written()}", StringComparison.Ordinal));
    });

    private static async Task WaitForSampleAsync(LoadMeter meter, long bytes)
    {
        using var bound = new CancellationTokenSource(Soon);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (meter.Series.Samples.IsEmpty || meter.Series.Samples[^1].Bytes != bytes)
            await timer.WaitForNextTickAsync(bound.Token);
    }

    /// <summary>The other QEMU, which is asked in each sample, counts the samples.</summary>
    [Test]
    public async Task Leaves_a_QEMU_alone_that_has_stopped_the_guest_until_it_resumes()
    {
        const int samples = 5;
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var counted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = new TaskCompletionSource<int>();
        await using var peer = new FakePeer(async c =>
        {
            await c.NegotiateAsync();
            await c.ReplyAsync(await c.ReadIdAsync(), Stats);
            await c.SendLineAsync("""{"event": "STOP"}""");
            stopped.SetResult();
            var next = c.ReadIdAsync();
            var afterStop = 0;
            for (; await Task.WhenAny(next, counted.Task) == next; afterStop++)
            {
                await c.ReplyAsync(await next, Stats);
                next = c.ReadIdAsync();
            }

            await c.SendLineAsync("""{"event": "RESUME"}""");
            await c.ReplyAsync(await next, Stats);
            asked.SetResult(afterStop);
            await c.StaySilentAsync();
        });
        await using var other = new FakePeer(async c =>
        {
            await c.NegotiateAsync();
            for (var sample = 0; ; sample += stopped.Task.IsCompleted ? 1 : 0)
            {
                await c.ReplyAsync(await c.ReadIdAsync(), Stats);
                if (sample == samples)
                    counted.TrySetResult();
            }
        });
        await using var source = await QmpClient.ConnectAsync("source", peer.EndPoint);
        await using var destination = await QmpClient.ConnectAsync("destination", other.EndPoint);
        await using var meter = new LoadMeter("data-disk1", source);
        meter.Attach(destination);

        Assert.That(
            await asked.Task.WaitAsync(TimeSpan.FromSeconds(20)), Is.InRange(1, 2), "its last count, and what was on its way");
    }

    /// <summary>
    /// The first answer takes 3 s, after which the meter asks no running QEMU for 12 s. The QEMU ends 6 s after it has stopped
    /// the guest.
    /// </summary>
    [Test]
    public async Task Reads_the_last_bytes_of_a_slow_QEMU_that_ends_after_it_has_stopped_the_guest()
    {
        await using var peer = new FakePeer(async c =>
        {
            await c.NegotiateAsync();
            var first = await c.ReadIdAsync();
            await Task.Delay(TimeSpan.FromSeconds(3));
            await c.ReplyAsync(first, Stats);
            await c.SendLineAsync("""{"event": "STOP"}""");
            var next = c.ReadIdAsync();
            if (await Task.WhenAny(next, Task.Delay(TimeSpan.FromSeconds(6))) == next)
                await c.ReplyAsync(await next, Stats.Replace("512", "1512", StringComparison.Ordinal));
        });
        await using var source = await QmpClient.ConnectAsync("source", peer.EndPoint);
        await using var meter = new LoadMeter("data-disk1", source);

        await source.Closed.WaitAsync(Soon);
        await WaitForSampleAsync(meter, bytes: 1000);
    }

    /// <summary>A wall clock that is set back by an hour whenever it is read.</summary>
    private sealed class SetBackTime : TimeProvider
    {
        private DateTimeOffset _now = new(2000, 6, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => _now -= TimeSpan.FromHours(1);
    }
}
