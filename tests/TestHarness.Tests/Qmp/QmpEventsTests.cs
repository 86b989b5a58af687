using System.Text.Json;
using TestHarness.Failures;
using TestHarness.Qmp;

namespace TestHarness.Tests.Qmp;

internal sealed class QmpEventsTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly QmpEvents _events = new("source", () => "the session is open");

    [OneTimeSetUp]
    public void Flood()
    {
        Add("FIRST");
        for (var count = 0; count < 100_000; count++)
            Add("FLOOD");
        Add("LAST");
    }

    [Test]
    public void The_last_events_are_kept_by_their_positions()
    {
        Assert.That(_events.Position, Is.EqualTo(100_002));
        Assert.That(_events.Since(100_001).Single(), Has.Property("Name").EqualTo("LAST").And.Property("Index").EqualTo(100_001));
        Assert.That(_events.Since(0), Has.Count.InRange(10_000, 20_000));
        Assert.That(_events.Since(200_000), Is.Empty);
    }

    [Test]
    public async Task A_wait_from_a_position_that_is_dropped_continues_with_the_events_that_are_kept() =>
        Assert.That((await _events.WaitAsync("LAST", 0, Soon)).Index, Is.EqualTo(100_001));

    [Test]
    public async Task A_wait_that_fails_says_how_many_events_it_has_not_seen()
    {
        var dropped = _events.Since(0)[0].Index;

        var failure = (await Assert.ThrowsAsync<HarnessException>(
            () => _events.WaitAsync("FIRST", 0, TimeSpan.FromMilliseconds(200))))!;

        Assert.That(failure.Message, Is.EqualTo(
            $"[qmp] source: waited 0.2 s for event FIRST ({dropped} events came too fast to be read here; the transcript has " +
            "them); the session is open"));
    }

    [Test]
    public async Task A_subscriber_gets_what_is_kept()
    {
        var seen = 0;
        await foreach (var happened in _events.SubscribeAsync())
        {
            seen++;
            if (happened.Name == "LAST")
                break;
        }

        Assert.That(seen, Is.EqualTo(_events.Since(0).Count));
    }

    [Test]
    public void Large_events_are_kept_within_a_bound()
    {
        var events = new QmpEvents("source", () => "");
        for (var count = 0; count < 100; count++)
            events.Add(
                new QmpMessage.Event(
                    "LARGE", JsonSerializer.SerializeToElement(new string('x', 1 << 20)), DateTimeOffset.UnixEpoch));

        Assert.That(events.Since(0), Has.Count.InRange(1, 8));
    }

    private void Add(string name) => _events.Add(new QmpMessage.Event(name, JsonElement.Parse("{}"u8), DateTimeOffset.UnixEpoch));
}
