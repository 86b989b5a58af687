using System.Diagnostics;
using Microsoft.Playwright;
using TestHarness.Reports.Html;
using TestHarness.Reports.Records;
using TestHarness.Reports.Tests.Support;

namespace TestHarness.Reports.Tests.Html.Browser;

public sealed class ReportInBrowserTests
{
    private const int Wide = 1280;
    private const int Narrow = 360;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(2);

    private RecordFolder _folder = null!;

    private string Index => Path.Combine(_folder.Reports, "index.html");

    [SetUp]
    public void Start() => _folder = new RecordFolder();

    [TearDown]
    public void End() => _folder.Dispose();

    [TestCase(Wide, ColorScheme.Light)]
    [TestCase(Wide, ColorScheme.Dark)]
    [TestCase(Narrow, ColorScheme.Light)]
    [TestCase(Narrow, ColorScheme.Dark)]
    public async Task The_page_fits_the_width_and_its_texts_have_enough_contrast(int width, ColorScheme colors)
    {
        Write(14, KnownRecords.Scenario(20), KnownRecords.FixedScenario(21));
        await using var browser = await BrowserPage.OpenAsync(width, colors);
        await browser.GoAsync(Index, "#s7");
        await browser.ShootAsync($"report-{width}-{colors}-open");
        await browser.Page.Locator("#s7 table").First.EvaluateAsync("table => table.scrollIntoView()");
        await browser.ShootAsync($"report-{width}-{colors}-legs");
        await browser.Page.EvaluateAsync("scrollTo(0, 0)");
        await browser.ShootAsync($"report-{width}-{colors}-top");
        await browser.Page.EvaluateAsync("document.querySelectorAll('details').forEach(each => { each.open = true; })");

        var overflow = await browser.Page.EvaluateAsync<int>(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.That(overflow, Is.Zero);
        Assert.That(await browser.Page.EvaluateAsync<string[]>(Contrast.Script), Is.Empty);
        Assert.That(browser.Errors, Is.Empty);
        Assert.That(browser.Requests, Has.Count.EqualTo(1), "only the file itself");
    }

    [Test]
    public async Task The_keyboard_filters_moves_and_opens()
    {
        Write(14);
        await using var browser = await BrowserPage.OpenAsync(Wide);
        await browser.GoAsync(Index);
        var page = browser.Page;

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("example 1 failed");
        Assert.That(await page.InnerTextAsync("#shown"), Is.EqualTo("1 of 14 scenarios are shown."));
        await page.Keyboard.PressAsync("ArrowDown");
        Assert.That(await browser.FocusedAsync(), Is.EqualTo("s14"));
        await page.Keyboard.PressAsync("Enter");
        Assert.That(await page.GetAttributeAsync("#s14", "open"), Is.Not.Null);

        await page.Keyboard.PressAsync("Escape");
        Assert.That(await page.InnerTextAsync("#shown"), Is.EqualTo("14 of 14 scenarios are shown."));
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        Assert.That(await browser.FocusedAsync(), Is.EqualTo("s2"));
        await page.Keyboard.PressAsync("ArrowUp");
        Assert.That(await browser.FocusedAsync(), Is.EqualTo("s1"));
        Assert.That(
            await page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"), Is.EqualTo("solid"));
    }

    [TestCase("known", 15)]
    [TestCase("fixed?", 16)]
    public async Task A_known_issue_is_filtered_by_its_word(string outcome, int row)
    {
        Write(14, KnownRecords.Scenario(20), KnownRecords.FixedScenario(21));
        await using var browser = await BrowserPage.OpenAsync(Wide);
        await browser.GoAsync(Index);
        Assert.That(await browser.Page.IsVisibleAsync($"#s{row}"));

        await browser.Page.UncheckAsync($"input[value='{outcome}']");

        Assert.That(await browser.Page.IsVisibleAsync($"#s{row}"), Is.False);
        Assert.That(await browser.Page.InnerTextAsync("#shown"), Is.EqualTo("15 of 16 scenarios are shown."));
    }

    [Test]
    public async Task An_outcome_that_is_not_checked_is_hidden()
    {
        Write(14);
        await using var browser = await BrowserPage.OpenAsync(Wide);
        await browser.GoAsync(Index);
        await browser.Page.UncheckAsync("input[value=passed]");
        Assert.That(await browser.Page.InnerTextAsync("#shown"), Is.EqualTo("2 of 14 scenarios are shown."));
    }

    [Test]
    public async Task A_link_to_evidence_works_from_disk()
    {
        Write(14);
        var evidence = Directory.CreateDirectory(Path.Combine(_folder.Reports, "evidence", "20260102-030405", "scenario-6"));
        await File.WriteAllTextAsync(Path.Combine(evidence.FullName, "console.log"), "booted");
        await using var browser = await BrowserPage.OpenAsync(Wide);
        await browser.GoAsync(Index, "#s7");
        await browser.Page.ClickAsync("#s7 >> text=evidence");
        Assert.That(await browser.Page.ContentAsync(), Does.Contain("console.log"));
    }

    [Test]
    public async Task A_title_with_a_script_runs_nothing()
    {
        var title = "</script><script>document.title = 'changed'</script><img src=x onerror=\"document.title = 'changed'\">";
        var run = _folder.Open(SyntheticRun.Run(), SyntheticRun.Scenario(6) with { Title = title, Message = title });
        new HtmlReport([run], null).Write(Index);
        await using var browser = await BrowserPage.OpenAsync(Wide);
        await browser.GoAsync(Index);

        Assert.That(await browser.Page.TitleAsync(), Is.EqualTo("Run 20260102-030405"));
        Assert.That(await browser.Page.InnerTextAsync("summary >> nth=0"), Does.Contain(title));
        Assert.That(browser.Errors, Is.Empty);
    }

    [Test]
    public async Task A_report_of_1000_scenarios_is_shown_within_2_seconds()
    {
        Write(1000);
        await using var browser = await BrowserPage.OpenAsync(Wide);
        await browser.GoAsync("/dev/null");

        // The best of three, as others may use the processors too.
        var best = TimeSpan.MaxValue;
        for (var attempt = 1; attempt <= 3 && best >= Bound; attempt++)
        {
            var time = Stopwatch.StartNew();
            await browser.GoAsync(Index);
            await browser.Page.EvaluateAsync("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
            best = time.Elapsed < best ? time.Elapsed : best;
        }

        TestContext.Out.WriteLine($"{best}");
        Assert.That(best, Is.LessThan(Bound));
        Assert.That(await browser.Page.InnerTextAsync("#shown"), Is.EqualTo("1000 of 1000 scenarios are shown."));
    }

    private void Write(int scenarios, params RecordLine[] others)
    {
        var previous = _folder.Open(
            SyntheticRun.Run("20260101-030405"), SyntheticRun.Scenario(0, ScenarioOutcome.Failed), SyntheticRun.Scenario(6));
        var run = _folder.Open(
            SyntheticRun.Run(planned: [new PlannedScenario("features/a.feature:3", "A scenario without a result")]),
            [
                SyntheticRun.Hosts(),
                .. Enumerable.Range(0, scenarios).Select(number => (RecordLine)SyntheticRun.Scenario(number)),
                SyntheticRun.Scenario(6, ScenarioOutcome.Passed) with { Attempt = 2, Hosts = ["host1"] },
                .. others,
                SyntheticRun.End(),
            ]);
        new HtmlReport([run], previous) { Bugs = "https://bugs.example.org/{}" }.Write(Index);
    }
}
