using TestHarness.Failures;

namespace TestHarness.Reports.Html;

/// <summary>The links of a report: to evidence by paths that work from disk, and to bugs.</summary>
/// <param name="folder">The folder of the report's file.</param>
/// <param name="bugs">The address of a bug with <c>{}</c> in place of its number; null when bugs have no links.</param>
internal sealed class ReportLinks(string folder, string? bugs)
{
    private const string Number = "{}";

    /// <summary>Checks the address of bugs.</summary>
    /// <exception cref="HarnessException">Class config: it is not of the web, or has no <c>{}</c>.</exception>
    public static void CheckBugs(string? bugs)
    {
        if (bugs is not null && !(bugs.Contains(Number, StringComparison.Ordinal) && OfBug(bugs, "1") is not null))
        {
            throw new HarnessException(
                FailureClass.Config,
                $"the address of bugs is '{bugs}', expected one of the web with {Number} in place of the number, for example "
                    + "https://bugs.example.org/{}");
        }
    }

    /// <summary>Returns the address of a bug; null when bugs have no links.</summary>
    public string? OfBug(string number) => bugs is null ? null : OfBug(bugs, number);

    /// <summary>Returns the address of a known issue's bug, which may be an address itself; null when it has no link.</summary>
    public string? OfIssue(string bug) => OfWeb(bug) ?? OfBug(bug);

    /// <summary>Returns the relative address of a path on the disk; every part of it is encoded.</summary>
    public string OfPath(string path) => string.Join(
        '/',
        Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar).Prepend(".").Select(Uri.EscapeDataString));

    private static string? OfBug(string bugs, string number) =>
        OfWeb(bugs.Replace(Number, Uri.EscapeDataString(number), StringComparison.Ordinal));

    private static string? OfWeb(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? address.AbsoluteUri
            : null;
}
