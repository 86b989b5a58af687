using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TestHarness.Reports.Records;

namespace TestHarness.Reports.Indexing;

/// <summary>The JSON of a record's lines without the details of scenarios, which are most of a record.</summary>
internal static class IndexJson
{
    private static readonly FrozenSet<string> Details = new[]
    {
        nameof(ScenarioLine.LaterErrors), nameof(ScenarioLine.Steps), nameof(ScenarioLine.Legs),
        nameof(ScenarioLine.Written), nameof(ScenarioLine.Reachability), nameof(ScenarioLine.Findings),
        nameof(ScenarioLine.Decisions), nameof(ScenarioLine.Cut),
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The options for reading results; the reader skips the details.</summary>
    public static JsonSerializerOptions Results { get; } = new(RecordJson.Reading)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { RemoveDetails } },
    };

    private static void RemoveDetails(JsonTypeInfo type)
    {
        if (type.Type != typeof(ScenarioLine))
            return;
        foreach (var property in type.Properties.Where(IsDetail).ToArray())
            type.Properties.Remove(property);
    }

    private static bool IsDetail(JsonPropertyInfo property) => Details.Contains(property.Name);
}
