using System.Security.Cryptography;
using System.Text;

namespace TestHarness.Reports.Html;

/// <summary>The frame of a report: its head with the style sheet, and its end with the script.</summary>
internal static class ReportPage
{
    private static readonly string Style = Read("report.css");
    private static readonly string Script = Read("report.js");

    /// <summary>
    /// The policy of the page: a browser loads nothing, and runs no script but the report's own, whatever a text of a record has.
    /// </summary>
    private static readonly string Policy =
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-"
        + $"{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Script)))}'";

    /// <summary>Writes everything before the first section.</summary>
    public static void WriteStart(MarkupWriter page, string title)
    {
        page.Write($"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
        page.Write($"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\">");
        page.Write($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        page.Write($"<meta name=\"color-scheme\" content=\"light dark\"><title>{title}</title><style>");
        page.Raw(Style);
        page.Write($"</style></head><body><main><h1>{title}</h1>");
    }

    /// <summary>Writes everything after the last section.</summary>
    public static void WriteEnd(MarkupWriter page)
    {
        page.Write($"</main><script>");
        page.Raw(Script);
        page.Write($"</script></body></html>\n");
    }

    private static string Read(string name)
    {
        using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
