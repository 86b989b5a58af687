using TestHarness.Load;
using TestHarness.Qmp;
using TestHarness.Tests.Qmp;

namespace TestHarness.Tests.Load;

[TestFixture]
internal sealed class LoadMeterTests
{
    /// <summary>Telling one command after the other of the end takes long with an event of this size in each message.</summary>
    private const int LongEvent = 1 << 20;

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

        Assert.That(await asked.Task.WaitAsync(TimeSpan.FromSeconds(20)), Is.InRange(1, 2), "its last count, and what was on its way");
    }
}
