using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using TestHarness.Reports.Indexing;
using TestHarness.Reports.Records;
using TestHarness.Texts;

namespace TestHarness.Reports.Trx;

/// <summary>The results of a run in the XML of Visual Studio's test results (.trx).</summary>
public sealed class TrxReport(RecordIndex index)
{
    private const string Namespace = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";
    private const string UnitTest = "13cdc9d9-ddb5-4fa4-a97d-d965ccfc6d4b";
    private const string Adapter = "executor://harness";

    private static readonly Guid List = new("8c84fa94-04c1-424b-9868-57a2d4851a1d");

    private RunRecord Run => index.Run;

    /// <summary>Writes the file.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(string file) => XmlFile.Write(file, Write);

    private void Write(XmlWriter xml)
    {
        xml.WriteStartElement("TestRun", Namespace);
        WriteAttributes(xml, ("id", $"{IdOf(Run.Run.Id)}"), ("name", $"run {Run.Run.Id}"));
        var (start, finish) = (Time(Run.Run.Started), Time(Run.End?.Finished ?? Run.Run.Started));
        Write(xml, "Times", ("creation", start), ("queuing", start), ("start", start), ("finish", finish));
        WriteAll(xml, "Results", WriteResult);
        WriteAll(xml, "TestDefinitions", WriteDefinition);
        WriteAll(xml, "TestEntries", (_, scenario) => Write(
            xml, "TestEntry", ("testId", TestOf(scenario)), ("executionId", ExecutionOf(scenario)), ("testListId", $"{List}")));
        xml.WriteStartElement("TestLists", Namespace);
        Write(xml, "TestList", ("name", "All scenarios"), ("id", $"{List}"));
        xml.WriteEndElement();
        WriteSummary(xml);
        xml.WriteEndElement();
    }

    private void WriteAll(XmlWriter xml, string element, Action<XmlWriter, ScenarioRecord> write)
    {
        xml.WriteStartElement(element, Namespace);
        foreach (var scenario in Run.Scenarios)
            write(xml, scenario);
        xml.WriteEndElement();
    }

    private void WriteResult(XmlWriter xml, ScenarioRecord slim)
    {
        var scenario = index.Read(slim);
        var shown = scenario.Shown;
        xml.WriteStartElement("UnitTestResult", Namespace);
        WriteAttributes(
            xml,
            ("executionId", ExecutionOf(scenario)), ("testId", TestOf(scenario)), ("testName", scenario.Title),
            ("computerName", string.Join(", ", shown.Hosts)),
            ("duration", TimeSpan.FromSeconds(scenario.Seconds).ToString("c", CultureInfo.InvariantCulture)),
            ("startTime", Time(scenario.Attempts[0].Started)),
            ("endTime", Time(scenario.Attempts[^1].Started.AddSeconds(scenario.Attempts[^1].Seconds))),
            ("testType", UnitTest), ("outcome", OutcomeOf(scenario)), ("testListId", $"{List}"));
        if ((shown.Message ?? shown.Reason) is { } message)
        {
            xml.WriteStartElement("Output", Namespace);
            xml.WriteStartElement("ErrorInfo", Namespace);
            var flaky = scenario.Outcome == MergedOutcome.Flaky ? "flaky: " : "";
            var note = shown.Known is { } known ? $"{known.Note}\n" : "";
            xml.WriteElementString("Message", Namespace, ShownText.Block(flaky + note + message));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private void WriteDefinition(XmlWriter xml, ScenarioRecord scenario)
    {
        xml.WriteStartElement("UnitTest", Namespace);
        WriteAttributes(xml, ("name", scenario.Title), ("storage", scenario.Place), ("id", TestOf(scenario)));
        Write(xml, "Execution", ("id", ExecutionOf(scenario)));
        Write(
            xml,
            "TestMethod",
            ("codeBase", scenario.Place), ("adapterTypeName", Adapter), ("className", scenario.Shown.Feature),
            ("name", scenario.Title));
        xml.WriteEndElement();
    }

    private void WriteSummary(XmlWriter xml)
    {
        var counts = Run.Counts;
        var (passed, failed) = (counts.Passed + counts.Fixed, counts.Failed + counts.Flaky);
        xml.WriteStartElement("ResultSummary", Namespace);
        WriteAttributes(xml, ("outcome", failed == 0 && Run.End is { Cancelled: false } ? "Completed" : "Failed"));
        Write(
            xml,
            "Counters",
            ("total", Number(Run.Scenarios.Length)), ("executed", Number(passed + failed)), ("passed", Number(passed)),
            ("failed", Number(failed)), ("notExecuted", Number(counts.Skipped + counts.Known)));
        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, string element, params (string Name, string Value)[] attributes)
    {
        xml.WriteStartElement(element, Namespace);
        WriteAttributes(xml, attributes);
        xml.WriteEndElement();
    }

    private static void WriteAttributes(XmlWriter xml, params (string Name, string Value)[] attributes)
    {
        foreach (var (name, value) in attributes)
            xml.WriteAttributeString(name, ShownText.Line(value));
    }

    /// <summary>Returns the outcome. A failure that is known counts as not executed, as dotnet test reports it.</summary>
    private static string OutcomeOf(ScenarioRecord scenario) => scenario.IsFailure ? "Failed"
        : scenario.Outcome is MergedOutcome.Passed or MergedOutcome.Fixed ? "Passed"
        : "NotExecuted";

    private static string TestOf(ScenarioRecord scenario) => $"{IdOf($"{scenario.Place}\n{scenario.Title}")}";

    private string ExecutionOf(ScenarioRecord scenario) => $"{IdOf($"{Run.Run.Id}\n{scenario.Place}\n{scenario.Title}")}";

    private static Guid IdOf(string text) => new(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    private static string Time(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
