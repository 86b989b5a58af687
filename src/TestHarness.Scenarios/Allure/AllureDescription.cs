using System.Net;
using TestHarness.Texts;

namespace TestHarness.Scenarios.Allure;

/// <summary>
/// A scenario's description. A report shows a plain one as Markdown, in which HTML is allowed, so it is given as HTML of text
/// alone.
/// </summary>
internal static class AllureDescription
{
    /// <returns>Null when the scenario has no description.</returns>
    public static string? Html(string description, TextOutlet texts) => description.Length == 0
        ? null
        : $"<p>{WebUtility.HtmlEncode(texts.Block(description)).Replace("\n", "<br>", StringComparison.Ordinal)}</p>";
}
