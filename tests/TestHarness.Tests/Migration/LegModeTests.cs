using System.Text.Json;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Migration;
using TestHarness.Qmp.Migrate;

namespace TestHarness.Tests.Migration;

[TestFixture]
internal sealed class LegModeTests
{
    private static readonly JsonSerializerOptions Kebab = new() { PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower };

    private static readonly LegMode Plain = new()
    {
        PostcopyRequests = 0,
        PostcopyBytes = 0,
        MultifdBytes = 0,
        MultifdChannels = 2,
        AutoConverge = false,
        Throttle = 0,
    };

    private static readonly TestCaseData[] Checks =
    [
        new TestCaseData(
            (LegSummary legs) => legs.CheckFetchedAfterSwitchover(), Plain with { PostcopyRequests = 7 }, "postcopy-requests 0",
            "pages fetched after switchover")
            .SetArgDisplayNames("pages fetched after switchover"),
        new TestCaseData(
            (LegSummary legs) => legs.CheckMultifdChannels(4),
            Plain with { MultifdBytes = 5, MultifdChannels = 4 },
            "multifd channels 0",
            "memory sent over 4 multifd channels")
            .SetArgDisplayNames("multifd channels"),
        new TestCaseData(
            (LegSummary legs) => legs.CheckReadyToThrottle(), Plain with { AutoConverge = true }, "auto-converge 0",
            "a QEMU that may slow the guest down")
            .SetArgDisplayNames("ready to slow the guest down"),
        new TestCaseData(
            (LegSummary legs) => legs.CheckThrottled(), Plain with { Throttle = 20 }, "cpu-throttle-percentage 0",
            "a guest that was slowed down")
            .SetArgDisplayNames("slowed the guest down"),
    ];

    [TestCaseSource(nameof(Checks))]
    public void A_plain_leg_among_others_fails_the_check_of_a_mode(
        Action<LegSummary> check, LegMode mode, string found, string expected)
    {
        Assert.That(() => check(Legs(mode, mode)), Throws.Nothing);

        var failure = Assert.Throws<HarnessException>(() => check(Legs(mode, Plain, mode)))!;
        Assert.That(
            failure.Message, Is.EqualTo($"[migration] expected {expected} in each leg, found: {found} in leg 2"));
    }

    [TestCaseSource(nameof(Checks))]
    public void A_mode_that_QEMU_does_not_report_was_not_checked(
        Action<LegSummary> check, LegMode mode, string found, string expected)
    {
        var failure = Assert.Throws<HarnessException>(() => check(Legs(mode, new LegMode(), new LegMode())))!;

        Assert.That(failure.Message, Is.EqualTo(
            $"[preflight] expected {expected}, but nothing reports {found[..found.LastIndexOf(' ')]} of leg 2, 3: it was not " +
            "checked"));
    }

    [TestCaseSource(nameof(Checks))]
    public void A_run_without_legs_fails_the_check_of_a_mode(
        Action<LegSummary> check, LegMode mode, string found, string expected) => Assert.That(
        () => check(Legs()),
        Throws.TypeOf<HarnessException>()
            .With.Message.EqualTo($"[config] {expected} was expected of the legs, but no leg was made"),
        $"{mode}{found}");

    [Test]
    public void Another_number_of_channels_is_reported()
    {
        var legs = Legs(Plain with { MultifdBytes = 5, MultifdChannels = 2 });

        Assert.That(() => legs.CheckMultifdChannels(4), Throws.TypeOf<HarnessException>().With.Message.EqualTo(
            "[migration] expected memory sent over 4 multifd channels in each leg, found: multifd channels 2 in leg 1"));
    }

    [Test]
    public void Two_legs_of_another_mode_are_both_reported()
    {
        var fetched = Plain with { PostcopyRequests = 7 };
        Assert.That(
            () => Legs(Plain, fetched, Plain).CheckFetchedAfterSwitchover(),
            Throws.TypeOf<HarnessException>()
                .With.Message.EndsWith("found: postcopy-requests 0 in leg 1; postcopy-requests 0 in leg 3"));
    }

    [Test]
    public void Channels_are_used_when_bytes_went_over_them()
    {
        Assert.That((Plain with { MultifdBytes = 1 }).UsedChannels, Is.EqualTo(2));
        Assert.That((Plain with { MultifdBytes = 0 }).UsedChannels, Is.Zero);
        Assert.That((Plain with { MultifdBytes = null }).UsedChannels, Is.Null);
    }

    [Test]
    public void Too_few_passes_are_reported()
    {
        Assert.That(() => Legs(Plain).CheckPasses(3), Throws.Nothing);
        Assert.That(() => Legs(Plain).CheckPasses(4), Throws.TypeOf<HarnessException>().With.Message.EqualTo(
            "[migration] expected at least 4 passes in each leg, found: passes 3 in leg 1"));
    }

    [Test]
    public void A_figure_that_QEMU_leaves_out_is_unknown_and_not_0()
    {
        const string Old = """{"status": "completed", "ram": {"transferred": 5, "postcopy-requests": 0}}""";

        var mode = LegMode.Of(JsonSerializer.Deserialize<MigrationInfo>(Old, Kebab)!);

        Assert.That(mode, Is.EqualTo(new LegMode { PostcopyRequests = 0 }));
        Assert.That(mode.UsedChannels, Is.Null);
    }

    [Test]
    public void A_leg_reports_how_its_mode_differs_from_a_plain_one()
    {
        Assert.That($"{Plain}", Is.Empty);
        Assert.That(
            $"{Plain with { PostcopyRequests = 7 }}", Is.EqualTo(", 7 pages fetched and 0.0 MiB sent after switchover"));
        Assert.That(
            $"{Plain with { PostcopyBytes = 1 << 20 }}", Is.EqualTo(", 0 pages fetched and 1.0 MiB sent after switchover"));
        Assert.That(
            $"{Plain with { PostcopyRequests = 7, PostcopyBytes = 1 << 20, MultifdBytes = 2 << 20, Throttle = 30 }}",
            Is.EqualTo(", 7 pages fetched and 1.0 MiB sent after switchover, "
                + "2.0 MiB over 2 multifd channels, throttled by up to 30 %"));
    }

    private static LegSummary Legs(params LegMode[] modes) => new([.. modes.Select((mode, at) => Leg(at + 1, mode))]);

    private static LegReport Leg(int number, LegMode mode)
    {
        var plain = LegSummaryTests.Leg(number);
        var statistics = plain.Result.Statistics with { Mode = mode, DirtySyncCount = 3 };
        return plain with { Result = plain.Result with { Statistics = statistics }, Health = HealthReport.Clean };
    }
}
