using System.Net;
using TestHarness.Texts;

namespace TestHarness.Scenarios.Allure;

/// <summary>
/// The description of a scenario in a result. A report shows a plain description as Markdown, in which HTML is allowed, so a
/// result also has it as HTML of text alone.
/// </summary>
internal static class AllureDescription
{
    /// <summary>Writes a description as HTML.</summary>
    /// <returns>The HTML; null when the scenario has no description.</returns>
    public static string? Html(string description, TextOutlet texts) => description.Length == 0
        ? null
        : $"<p>{WebUtility.HtmlEncode(texts.Block(description)).Replace("\n", "<br>", StringComparison.Ordinal)}</p>";
}
