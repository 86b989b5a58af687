using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.Allure;

/// <summary>The ids of results, which stay the same from run to run, so that the report knows a scenario's history.</summary>
internal static class AllureIds
{
    /// <summary>Returns the file, rule and title of a scenario.</summary>
    public static string FullName(ScenarioPlan scenario) => string.Join(
        ": ",
        new[] { scenario.Feature.Location.File, scenario.Rule?.Title, scenario.OutlineTitle }.OfType<string>());

    /// <summary>Returns the id of a scenario or outline.</summary>
    public static string TestCaseId(string fullName) => Hash(fullName);

    /// <summary>Returns the id of a scenario or example.</summary>
    public static string HistoryId(string fullName, ScenarioPlan scenario) => Hash(JsonSerializer.Serialize(
        new { fullName, parameters = scenario.Arguments.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => a.Value) }));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
}
