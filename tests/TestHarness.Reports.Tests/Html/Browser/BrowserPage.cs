using Microsoft.Playwright;

namespace TestHarness.Reports.Tests.Html.Browser;

/// <summary>A page of chromium, Debian's package, with a file of the disk; what the page loads besides is recorded.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private const string Program = "/usr/bin/chromium";

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private BrowserPage(IPlaywright playwright, IBrowser browser, IPage page)
    {
        (_playwright, _browser, Page) = (playwright, browser, page);
        page.Request += (_, request) => Requests.Add(request.Url);
        page.PageError += (_, error) => Errors.Add(error);
        page.Console += (_, message) => Errors.AddRange(message.Type == "error" ? [message.Text] : Array.Empty<string>());
    }

    public IPage Page { get; }

    public List<string> Requests { get; } = [];

    /// <summary>The errors of scripts, and what the page's policy refused.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>Opens a page; skips the test on a machine without chromium.</summary>
    public static async Task<BrowserPage> OpenAsync(int width, ColorScheme colors = ColorScheme.Light)
    {
        Skip.Unless(File.Exists(Program), SkipReason.NoBrowser, $"there is no {Program}");
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = ["--no-sandbox"] });
        var page = await browser.NewPageAsync(
            new() { ViewportSize = new() { Width = width, Height = 800 }, ColorScheme = colors });
        return new BrowserPage(playwright, browser, page);
    }

    /// <summary>Shows a file.</summary>
    public Task GoAsync(string file, string hash = "") => Page.GotoAsync($"{new Uri(file).AbsoluteUri}{hash}");

    /// <summary>Returns the id of the scenario that has the keyboard's focus.</summary>
    public Task<string> FocusedAsync() => Page.EvaluateAsync<string>("document.activeElement.closest('details')?.id ?? ''");

    /// <summary>Keeps a screenshot where a person can look at it, when a folder is named for that.</summary>
    public async Task ShootAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("TESTHARNESS_SCREENSHOTS") is { } folder)
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
