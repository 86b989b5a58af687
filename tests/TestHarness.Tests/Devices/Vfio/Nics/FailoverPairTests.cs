using System.Net;
using System.Text.Json;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Devices.Vfio.Nics;
using TestHarness.Qmp;
using TestHarness.Tests.Qmp;

namespace TestHarness.Tests.Devices.Vfio.Nics;

[TestFixture]
internal sealed class FailoverPairTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(100);

    private static readonly QmpEvent[] Left =
    [
        Event(0, "UNPLUG_PRIMARY", """{"device-id": "ua-vf1"}"""),
        Event(1, "MIGRATION", """{"status": "wait-unplug"}"""),
        Event(2, "MIGRATION", """{"status": "active"}"""),
    ];

    private static readonly GuestNic Nic = new(
        1, new InterfaceAddress(IPAddress.Parse("10.20.0.100"), 24), "52:54:00:00:00:01", "52:54:00:00:00:01");

    [Test]
    public void Events_of_a_complete_swap_are_not_findings() => Assert.That(
        FailoverPair.NotLeft("source", Left, Nic).Concat(
            FailoverPair.NotArrived("destination", [Event(0, "FAILOVER_NEGOTIATED", "{}")])), Is.Empty);

    [TestCase(0, "expected the event UNPLUG_PRIMARY of ua-vf1, which did not come")]
    [TestCase(1, "expected the event MIGRATION wait-unplug, which did not come")]
    public void A_source_that_did_not_unplug_the_VF_is_reported(int without, string message)
    {
        var finding = FailoverPair.NotLeft("source", [.. Left.Where(e => e.Index != without)], Nic).Single();

        Assert.That((finding.Message, finding.Where, finding.Severity), Is.EqualTo((message, "source", HealthSeverity.Critical)));
    }

    [Test]
    public void Another_NICs_VF_does_not_count() =>
        Assert.That(
            FailoverPair.NotLeft("source", Left, Nic with { Number = 2 }).Single().Message,
            Does.Contain("UNPLUG_PRIMARY of ua-vf2"));

    [Test]
    public void A_destination_whose_guest_does_not_pair_the_VF_again_is_reported() =>
        Assert.That(FailoverPair.NotArrived("destination", Left).Single().Message, Does.Contain("FAILOVER_NEGOTIATED"));

    [TestCase("active")]
    [TestCase("failed")]
    public async Task The_guest_has_released_its_VFs_when_the_migration_continues_or_ends(string status)
    {
        await using var peer = Peer("setup", "wait-unplug", status);
        await using var source = await QmpClient.ConnectAsync("source", peer.EndPoint);

        Assert.That(() => new FailoverPair(Soon, Soon).AwaitUnpluggedAsync(source, 0, CancellationToken.None), Throws.Nothing);
    }

    [Test]
    public async Task A_guest_that_does_not_let_its_VFs_go_fails_the_migration()
    {
        await using var peer = Peer("setup", "wait-unplug");
        await using var source = await QmpClient.ConnectAsync("source", peer.EndPoint);
        await source.Events.WaitAsync(e => e.Text("status") == "wait-unplug", 0, Soon, "wait-unplug");

        var hangs = (await Assert.ThrowsAsync<HarnessException>(
            () => new FailoverPair(Short, Soon).AwaitUnpluggedAsync(source, 0, CancellationToken.None)))!;

        Assert.That(hangs.FailureClass, Is.EqualTo(FailureClass.Migration));
        Assert.That(hangs.Message, Does.Contain("waited 0.1 s for the guest to let its VFs go").And.Contain("wait-unplug"));
    }

    /// <summary>A forward whose other end is gone without a word brings no events and does not end.</summary>
    [Test]
    public async Task A_migration_that_does_not_begin_fails()
    {
        await using var peer = Peer();
        await using var source = await QmpClient.ConnectAsync("source", peer.EndPoint);

        var wait = new FailoverPair(Soon, Short).AwaitUnpluggedAsync(source, 0, CancellationToken.None).WaitAsync(Soon);

        Assert.That(
            async () => await wait,
            Throws.TypeOf<HarnessException>().With.Message.Contains("waited 0.1 s for the migration to begin")
                .And.Property("FailureClass").EqualTo(FailureClass.Migration));
    }

    private static FakePeer Peer(params string[] states) => new(async c =>
    {
        await c.NegotiateAsync();
        foreach (var state in states)
            await c.SendLineAsync($$$"""{"event": "MIGRATION", "data": {"status": "{{{state}}}"}}""");
        await c.StaySilentAsync();
    });

    private static QmpEvent Event(int index, string name, string data) =>
        new(index, name, JsonDocument.Parse(data).RootElement, DateTimeOffset.UnixEpoch);
}
