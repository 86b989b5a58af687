using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using TestHarness.Reports.Indexing;
using TestHarness.Reports.Records;
using TestHarness.Texts;

namespace TestHarness.Reports.JUnit;

/// <summary>
/// The results of a run in the XML of JUnit, which CI systems read: a test suite for each feature file, a test case for each
/// scenario. A flaky scenario is a failure, as nothing is green by a retry.
/// </summary>
/// <param name="root">The folder to which the paths of attachments are relative.</param>
public sealed class JUnitReport(RecordIndex index, string root)
{
    private RunRecord Run => index.Run;

    /// <summary>Writes the file.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(string file) => XmlFile.Write(file, Write);

    private void Write(XmlWriter xml)
    {
        xml.WriteStartElement("testsuites");
        WriteText(xml, "name", $"run {Run.Run.Id}");
        WriteCounts(xml, Run.Scenarios);
        foreach (var feature in Run.Scenarios.GroupBy(scenario => FileOf(scenario.Place)))
            WriteSuite(xml, feature.Key, [.. feature]);
        xml.WriteEndElement();
    }

    private void WriteSuite(XmlWriter xml, string file, ImmutableArray<ScenarioRecord> scenarios)
    {
        xml.WriteStartElement("testsuite");
        WriteText(xml, "name", scenarios[0].Shown.Feature);
        WriteCounts(xml, scenarios);
        WriteNumber(xml, "skipped", scenarios.Count(scenario => IsSkipped(scenario)));
        WriteText(
            xml,
            "timestamp",
            scenarios.Min(scenario => scenario.Attempts[0].Started).UtcDateTime.ToString("s", CultureInfo.InvariantCulture));
        WriteText(xml, "file", file);
        WriteProperties(xml, [("run", Run.Run.Id), ("environment", Run.Run.Environment), .. Versions()]);
        var titles = scenarios.CountBy(scenario => scenario.Title).ToDictionary();
        foreach (var scenario in scenarios)
            WriteCase(xml, file, scenario, titles[scenario.Title] > 1);
        xml.WriteEndElement();
    }

    private void WriteCase(XmlWriter xml, string file, ScenarioRecord slim, bool isOneOfSeveral)
    {
        var scenario = index.Read(slim);
        xml.WriteStartElement("testcase");
        WriteText(xml, "name", isOneOfSeveral ? $"{scenario.Title} ({scenario.Place})" : scenario.Title);
        WriteText(xml, "classname", Path.ChangeExtension(file, null).Replace('/', '.'));
        WriteSeconds(xml, scenario.Seconds);
        WriteProperties(xml, [.. JUnitTags.PropertiesOf(scenario.Shown)]);
        if (scenario.Outcome == MergedOutcome.Known)
            WriteEnd(xml, "skipped", null, scenario.Shown.Known!.Note, "");
        else if (scenario.Outcome == MergedOutcome.Skipped)
            WriteEnd(xml, "skipped", null, scenario.Shown.Reason ?? "no reason", "");
        else if (scenario.IsFailure)
            WriteFailures(xml, scenario);
        if (JUnitOutput.Of(scenario, Run.Folder, root) is { Length: > 0 } output)
            xml.WriteElementString("system-out", ShownText.Block(output));
        xml.WriteEndElement();
    }

    /// <summary>Writes the first failure, and those of later attempts as surefire writes them.</summary>
    private static void WriteFailures(XmlWriter xml, ScenarioRecord scenario)
    {
        ScenarioLine[] failed = [.. scenario.Attempts.Where(attempt => attempt.Outcome == ScenarioOutcome.Failed)];
        var flaky = scenario.Outcome == MergedOutcome.Flaky
            ? $"flaky, {failed.Length} of {scenario.Attempts.Length} attempts failed: "
            : "";
        for (var number = 0; number < failed.Length; number++)
        {
            var text = string.Join(
                "\n\n",
                [failed[number].Message ?? "no message", .. failed[number].LaterErrors, .. KnownNotes(failed[number])]);
            WriteEnd(
                xml,
                number == 0 ? "failure" : "rerunFailure",
                failed[number].FailureClass ?? "error",
                flaky + text.Split('\n', 2)[0],
                failed[number].FailurePlace is { } place ? $"{text}\nat {place}" : text);
        }
    }

    private static IEnumerable<string> KnownNotes(ScenarioLine attempt) => attempt.Known is { } known ? [known.Note] : [];

    /// <summary>Returns whether a scenario is written as skipped: a failure that is known fails no CI system's gate.</summary>
    private static bool IsSkipped(ScenarioRecord scenario) =>
        scenario.Outcome is MergedOutcome.Skipped or MergedOutcome.Known;

    private static void WriteEnd(XmlWriter xml, string element, string? type, string message, string text)
    {
        xml.WriteStartElement(element);
        if (type is not null)
            WriteText(xml, "type", type);
        WriteText(xml, "message", message);
        xml.WriteString(ShownText.Block(text));
        xml.WriteEndElement();
    }

    private IEnumerable<(string Name, string Value)> Versions() => (Run.Hosts?.Hosts ?? []).Select(host =>
        ($"host {host.Name}", $"{(host.Qemu is { } qemu ? $"QEMU {qemu}, {host.Accelerator}" : "no QEMU")}, {host.Kernel}"));

    private static void WriteProperties(XmlWriter xml, (string Name, string Value)[] properties)
    {
        if (properties.Length == 0)
            return;
        xml.WriteStartElement("properties");
        foreach (var (name, value) in properties)
        {
            xml.WriteStartElement("property");
            WriteText(xml, "name", name);
            WriteText(xml, "value", value);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteCounts(XmlWriter xml, ImmutableArray<ScenarioRecord> scenarios)
    {
        WriteNumber(xml, "tests", scenarios.Length);
        WriteNumber(xml, "failures", scenarios.Count(scenario => scenario.IsFailure));
        WriteNumber(xml, "errors", 0);
        WriteSeconds(xml, scenarios.Sum(scenario => scenario.Seconds));
    }

    private static void WriteSeconds(XmlWriter xml, double seconds) =>
        WriteText(xml, "time", seconds.ToString("0.000", CultureInfo.InvariantCulture));

    private static void WriteNumber(XmlWriter xml, string name, int number) =>
        xml.WriteAttributeString(name, number.ToString(CultureInfo.InvariantCulture));

    private static void WriteText(XmlWriter xml, string name, string text) =>
        xml.WriteAttributeString(name, ShownText.Line(text));

    private static string FileOf(string place) => place[..(place.LastIndexOf(':') is > 0 and var colon ? colon : place.Length)];
}
