using System.Text.Json;

namespace TestHarness.Hostile.Tests.Corpus;

/// <summary>How a hostile scenario ended, from its Allure result.</summary>
internal sealed record HostileResult(string Name, string Status, string Message)
{
    public bool IsPassed => Status == "passed";

    /// <returns>By the name of the feature's file, without its extension.</returns>
    public static ILookup<string, HostileResult> ReadAll(string reports)
    {
        var results = Path.Combine(reports, "allure-results");
        var files = Directory.Exists(results) ? Directory.GetFiles(results, "*-result.json") : [];
        return files.Select(Read).ToLookup(result => result.File, result => result.Result);
    }

    private static (string File, HostileResult Result) Read(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(path));
        var root = json.RootElement;
        var text = root.TryGetProperty("statusDetails", out var details) && details.TryGetProperty("message", out var message)
            ? message.GetString()!
            : "";
        var file = Path.GetFileNameWithoutExtension(root.GetProperty("titlePath").EnumerateArray().Last().GetString()!);
        return (file, new HostileResult(root.GetProperty("name").GetString()!, root.GetProperty("status").GetString()!, text));
    }
}
