using System.Text;
using System.Text.Json;

namespace TestHarness.Scenarios.Tests.Contract;

/// <summary>The results of a run as lines, without what differs from run to run: ids, times, files' names, stacks.</summary>
internal sealed class ResultSet(string directory)
{
    private static readonly string[] Volatile = ["host", "thread", "framework"];

    private readonly JsonElement[] _containers = Read(directory, "*-container.json");

    public static string Lines(string directory) => new ResultSet(directory).Lines();

    private string Lines()
    {
        var text = new StringBuilder();
        var shared = _containers.Where(container => Children(container).Length != 1);
        foreach (var container in shared.OrderBy(container => Text(container, "name"), StringComparer.Ordinal))
        {
            text.Append(null, $"{Text(container, "name")}: {Children(container).Length} scenarios\n");
            Fixtures(text, container);
        }

        var results = Read(directory, "*-result.json");
        foreach (var result in results.OrderBy(
            result => $"{Text(result, "fullName")}\n{Text(result, "name")}\n{Parameters(result)}", StringComparer.Ordinal))
            Scenario(text, result);
        return text.ToString();
    }

    private void Scenario(StringBuilder text, JsonElement result)
    {
        text.Append(null, $"\n{Text(result, "fullName")}\n");
        Item(text, result, "");
        text.Append(null, $"  ids {Text(result, "testCaseId")} {Text(result, "historyId")}\n");
        text.Append(null, $"  path {string.Join('/', result.GetProperty("titlePath").EnumerateArray())}\n");
        foreach (var label in result.GetProperty("labels").EnumerateArray().Where(
            label => !Volatile.Contains(Text(label, "name"))))
            text.Append(null, $"  label {Text(label, "name")}={Text(label, "value")}\n");
        foreach (var link in result.GetProperty("links").EnumerateArray())
            text.Append(null, $"  link {Text(link, "type")} {Text(link, "name")}\n");
        foreach (var container in _containers.Where(
            container => Children(container) is [var only] && only == Text(result, "uuid")))
            Fixtures(text, container);
    }

    private void Fixtures(StringBuilder text, JsonElement container)
    {
        foreach (var kind in new[] { "befores", "afters" })
        {
            foreach (var fixture in container.GetProperty(kind).EnumerateArray())
                Item(text, fixture, $"  {kind} ");
        }
    }

    private void Item(StringBuilder text, JsonElement item, string indent)
    {
        text.Append(
            null,
            $"{indent}{Text(item, "status")} {Text(item, "stage")} {Text(item, "name")}{Parameters(item)}{Message(item)}\n");
        foreach (var attachment in item.GetProperty("attachments").EnumerateArray())
            text.Append(null, $"{indent}  {Text(attachment, "name")} ({Text(attachment, "type")}): {Content(attachment)}\n");
        foreach (var step in item.GetProperty("steps").EnumerateArray())
            Item(text, step, $"{indent}  ");
    }

    private string Content(JsonElement attachment) =>
        File.ReadAllText(Path.Combine(directory, Text(attachment, "source"))).ReplaceLineEndings("|");

    private static string Parameters(JsonElement item) => string.Concat(
        item.GetProperty("parameters").EnumerateArray().Select(
            parameter => $" {Text(parameter, "name")}={Text(parameter, "value")}"));

    private static string Message(JsonElement item) =>
        item.TryGetProperty("statusDetails", out var details) && Text(details, "message") is { Length: > 0 } message
            ? $": {message.ReplaceLineEndings("|")}"
            : "";

    private static string[] Children(JsonElement container) =>
        [.. container.GetProperty("children").EnumerateArray().Select(child => child.GetString()!)];

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    private static JsonElement[] Read(string directory, string pattern) =>
        [.. Directory.GetFiles(directory, pattern).Select(file => JsonDocument.Parse(File.ReadAllText(file)).RootElement)];
}
