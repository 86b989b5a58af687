using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using TestHarness.Failures;
using TestHarness.Reports.Records;

namespace TestHarness.Reports.Indexing;

/// <summary>
/// The record of a run of which only the results are in memory, so that a report of many scenarios needs little. The steps, legs
/// and findings of one scenario are read from the file on request.
/// </summary>
public sealed class RecordIndex : IDisposable
{
    private const int LongestMessage = 300;

    private readonly FileStream _file;
    private readonly Dictionary<(string Place, string Title), List<LinePlace>> _places = [];
    private readonly HashSet<(string Place, string Title)> _notChecked = [];
    private readonly HashSet<(string Place, string Title)> _allowed = [];

    private RecordIndex(string folder)
    {
        Path = System.IO.Path.Combine(folder, RecordReader.FileName);
        _file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            Run = Scan() with { Folder = System.IO.Path.GetFullPath(folder) };
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <summary>The path of the record's file.</summary>
    public string Path { get; }

    /// <summary>The record; its scenarios have no steps, legs, plots or findings, and a message of one line.</summary>
    public RunRecord Run { get; }

    /// <summary>The checks that were not made, and the scenarios with such checks.</summary>
    public (long Count, int Scenarios) NotChecked { get; private set; }

    /// <summary>The findings that were accepted, and the scenarios with such findings.</summary>
    public (long Count, int Scenarios) Allowed { get; private set; }

    /// <summary>Reads the results of a record, also of a run that is in progress.</summary>
    /// <param name="folder">The folder of the run.</param>
    /// <exception cref="HarnessException">
    /// Class config: there is no record, the file does not begin with a run, or its version is unknown.
    /// </exception>
    public static RecordIndex Open(string folder)
    {
        try
        {
            return new RecordIndex(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HarnessException(
                FailureClass.Config, $"the record in {folder} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Reads a scenario of <see cref="Run"/> with its steps, legs and findings.</summary>
    public ScenarioRecord Read(ScenarioRecord scenario) => scenario with
    {
        Attempts =
        [
            .. _places[(scenario.Place, scenario.Title)].Select(ReadLine).OfType<ScenarioLine>()
                .OrderBy(attempt => attempt.Attempt),
        ],
    };

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private RunRecord Scan()
    {
        var scanner = new LineScanner(_file);
        scanner.TryRead(out var first);
        var run = RecordReader.Read(new StringReader(Encoding.UTF8.GetString(first)), Path).Run;
        var (lines, notices) = (new List<RecordLine>(), ImmutableArray.CreateBuilder<string>());
        for (var number = 2; scanner.TryRead(out var line); number++)
        {
            if (line.IsEmpty)
                continue;
            if (TryParse(line, IndexJson.Results) is { } parsed)
                lines.Add(parsed is ScenarioLine scenario ? Keep(scenario, scanner.Place) : parsed);
            else
                notices.Add($"{Path}:{number} is ignored: it is cut off or not of a record");
        }

        return RunRecord.Of(run, lines, notices.ToImmutable());
    }

    private ScenarioLine Keep(ScenarioLine line, LinePlace place)
    {
        var key = (line.Place, line.Title);
        if (!_places.TryGetValue(key, out var places))
            _places.Add(key, places = []);
        places.Add(place);
        if (!line.NotChecked.IsEmpty)
            NotChecked = (NotChecked.Count + line.NotChecked.Length, NotChecked.Scenarios + (_notChecked.Add(key) ? 1 : 0));
        if (line.Allowed > 0)
            Allowed = (Allowed.Count + line.Allowed, Allowed.Scenarios + (_allowed.Add(key) ? 1 : 0));
        return line with { Message = Short(line.Message), NotChecked = [] };
    }

    private static string? Short(string? message)
    {
        var line = message?.Split('\n', 2)[0];
        return line?.Length > LongestMessage ? $"{line[..LongestMessage]}…" : line;
    }

    private RecordLine? ReadLine(LinePlace place)
    {
        var line = new byte[place.Length];
        _file.Position = place.Offset;
        _file.ReadExactly(line);
        return TryParse(line, RecordJson.Reading);
    }

    private static RecordLine? TryParse(ReadOnlySpan<byte> line, JsonSerializerOptions options)
    {
        try
        {
            return JsonSerializer.Deserialize<RecordLine>(line, options);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            // A run that was killed leaves a part of a line; the reader of the record gets a notice.
            return null;
        }
    }
}
