using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TestHarness.Failures;

namespace TestHarness.Cli.Bench;

/// <summary>The files of figures: bench.json of the reports, and the one that benchmarks/ writes.</summary>
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

    /// <summary>Reads the entries of a file.</summary>
    /// <returns>The entries; none when there is no such file.</returns>
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

    /// <summary>Writes the entries to a file.</summary>
    public static void Write<T>(string path, IEnumerable<T> entries) =>
        File.WriteAllText(path, JsonSerializer.Serialize(entries.ToArray(), Options) + '\n');

    /// <summary>Merges new figures with old ones: a new figure replaces the old one of the same name.</summary>
    public static ImmutableArray<BenchResult> Merge(IEnumerable<BenchResult> before, IReadOnlyCollection<BenchResult> measured) =>
    [
        .. before.Where(old => measured.All(result => result.Name != old.Name)).Concat(measured)
            .OrderBy(result => result.Name, StringComparer.Ordinal),
    ];
}
