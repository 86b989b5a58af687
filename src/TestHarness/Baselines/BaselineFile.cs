using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using TestHarness.Failures;

namespace TestHarness.Baselines;

using Json = SortedDictionary<string, SortedDictionary<string, SortedDictionary<string, double[]>>>;

/// <summary>Reads and writes baselines: JSON of conditions, scenario, figure and a list of values, one for each run.</summary>
public static partial class BaselineFile
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>
    /// Returns the baseline file of an environment: <c>baselines/NAME.json</c> in the folder of its file <c>NAME.yaml</c>.
    /// </summary>
    public static string PathOf(string environmentFile) => Path.Combine(
        Path.GetDirectoryName(Path.GetFullPath(environmentFile))!,
        "baselines",
        $"{Path.GetFileNameWithoutExtension(environmentFile)}.json");

    /// <summary>Reads a baseline; returns an empty one when the file does not exist.</summary>
    /// <exception cref="HarnessException">Class config: the file cannot be read, or is not a baseline.</exception>
    public static Baseline Load(string path)
    {
        try
        {
            return File.Exists(path) ? Of(JsonSerializer.Deserialize<Json>(File.ReadAllText(path), Format)) : Baseline.Empty;
        }
        catch (Exception exception)
            when (exception is JsonException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new HarnessException(
                FailureClass.Config,
                $"the baseline {path} cannot be read: {exception.Message}; repair or remove the file",
                exception);
        }
    }

    /// <summary>Writes a baseline; replaces the file.</summary>
    /// <exception cref="HarnessException">Class config: the file cannot be written.</exception>
    public static void Save(string path, Baseline baseline)
    {
        var json = new Json(baseline.Conditions.ToDictionary(conditions => conditions.Key, conditions => Sorted(
            conditions.Value, scenario => Sorted(scenario, figure => figure.Runs.ToArray()))), StringComparer.Ordinal);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var beside = $"{path}.{Environment.ProcessId}.tmp";
            File.WriteAllText(beside, OnOneLine(JsonSerializer.Serialize(json, Format)) + "\n");
            File.Move(beside, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HarnessException(
                FailureClass.Config, $"the baseline {path} cannot be written: {exception.Message}", exception);
        }
    }

    private static SortedDictionary<string, TTo> Sorted<TFrom, TTo>(
        IEnumerable<KeyValuePair<string, TFrom>> from, Func<TFrom, TTo> convert) =>
        new(from.ToDictionary(item => item.Key, item => convert(item.Value)), StringComparer.Ordinal);

    /// <summary>Puts each list of numbers on one line, so that one more run is one line of a diff.</summary>
    private static string OnOneLine(string json) => Numbers().Replace(
        json, list => string.Join(" ", list.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    private static Baseline Of(Json? json) => json is null
        ? throw new InvalidDataException("expected an object, found null")
        : new Baseline(json.ToImmutableSortedDictionary(
            conditions => conditions.Key,
            conditions => Required(conditions.Value).ToImmutableSortedDictionary(
                scenario => scenario.Key,
                scenario => Required(scenario.Value).ToImmutableSortedDictionary(
                    figure => FigureKind.All.ContainsKey(figure.Key) ? figure.Key : throw new InvalidDataException(
                        $"'{figure.Key}' is not a figure; expected {string.Join(", ", FigureKind.All.Keys)}"),
                    figure => Learned(figure.Key, Required(figure.Value)),
                    StringComparer.Ordinal),
                StringComparer.Ordinal),
            StringComparer.Ordinal));

    private static LearnedFigure Learned(string name, double[] runs) => runs.Length > 0 && runs.All(value => value >= 0)
        ? new LearnedFigure([.. runs])
        : throw new InvalidDataException($"the values of '{name}' are {(runs.Length == 0 ? "none" : "below 0")}");

    private static T Required<T>(T? value)
        where T : class => value ?? throw new InvalidDataException("expected an object or a list, found null");

    [GeneratedRegex(@"\[[0-9.,\s]*\]")]
    private static partial Regex Numbers();
}
