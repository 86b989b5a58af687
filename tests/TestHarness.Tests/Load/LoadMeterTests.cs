using TestHarness.Load;
using TestHarness.Qmp;
using TestHarness.Tests.Qmp;

namespace TestHarness.Tests.Load;

[TestFixture]
internal sealed class LoadMeterTests
{
    /// <summary>Telling one command after the other of the end takes long with an event of this size in each message.</summary>
    private const int LongEvent = 1 << 20;

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
}
