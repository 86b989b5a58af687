using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TestHarness.Failures;

namespace TestHarness.Cli.Bench;

/// <summary>Files of figures: bench.json of the reports, and the one that benchmarks/ writes.</summary>
internal static class BenchFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        IgnoreReadOnlyProperties = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <returns>No entries when there is no such file.</returns>
    /// <exception cref="HarnessException">Class config: the file is not a list of entries.</exception>
    public static ImmutableArray<T> Read<T>(string path)
    {
        if (!File.Exists(path))
            return [];

        try
        {
            var entries = JsonSerializer.Deserialize<ImmutableArray<T>>(File.ReadAllText(path), Options);
            return entries.IsDefault ? throw new JsonException("found null") : entries;
        }
        catch (JsonException exception)
        {
            throw new HarnessException(
                FailureClass.Config,
                $"{path}: expected a list that 'harness bench' wrote, but {exception.Message}; remove the file",
                exception);
        }
    }

    public static void Write<T>(string path, IEnumerable<T> entries) =>
        File.WriteAllText(path, JsonSerializer.Serialize(entries.ToArray(), Options) + '\n');

    /// <summary>Puts new figures in the place of the old ones of the same names, and keeps the other old ones.</summary>
    public static ImmutableArray<BenchResult> Merge(IEnumerable<BenchResult> before, IReadOnlyCollection<BenchResult> measured) =>
    [
        .. before.Where(old => measured.All(result => result.Name != old.Name)).Concat(measured)
            .OrderBy(result => result.Name, StringComparer.Ordinal),
    ];
}
