using System.Xml.Linq;

namespace TestHarness.Cli.Ci;

/// <summary>The result files of <c>dotnet test</c>, one for each test project.</summary>
internal static class TrxFile
{
    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    /// <summary>Reads every result file of the folder; none when there is no folder.</summary>
    public static IEnumerable<ProjectResults> ReadAll(string part, string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.trx").Order(StringComparer.Ordinal).Select(file => Read(part, file))
        : [];

    private static ProjectResults Read(string part, string file) => new(
        part,
        Path.GetFileNameWithoutExtension(file),
        [.. XDocument.Load(file).Descendants(Trx + "UnitTestResult").Select(Outcome)]);

    private static TestOutcome Outcome(XElement result)
    {
        // Every outcome but these two, such as Timeout, Aborted or Inconclusive, is a failure.
        var kind = (string?)result.Attribute("outcome") switch
        {
            "Passed" => OutcomeKind.Passed,
            "NotExecuted" => OutcomeKind.Skipped,
            _ => OutcomeKind.Failed,
        };
        var message = (string?)result.Descendants(Trx + "Message").FirstOrDefault();
        return new TestOutcome((string?)result.Attribute("testName") ?? "", kind, message ?? "");
    }
}
