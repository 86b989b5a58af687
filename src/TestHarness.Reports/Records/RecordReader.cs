using System.Collections.Immutable;
using System.Text.Json;
using TestHarness.Failures;

namespace TestHarness.Reports.Records;

/// <summary>Reads the record of a run.</summary>
public static class RecordReader
{
    /// <summary>The name of the file in the folder of a run.</summary>
    public const string FileName = "run.jsonl";

    /// <summary>
    /// Reads a record, also of a run that is in progress. A line that cannot be read is ignored with a notice: a run that was
    /// killed may leave a part of a line.
    /// </summary>
    /// <param name="folder">The folder of the run.</param>
    /// <exception cref="HarnessException">
    /// Class config: there is no record, the file does not begin with a run, or its version is unknown.
    /// </exception>
    public static RunRecord Read(string folder)
    {
        var file = Path.Combine(folder, FileName);
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream);
            return Read(reader, file) with { Folder = Path.GetFullPath(folder) };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HarnessException(FailureClass.Config, $"{file} cannot be read: {exception.Message}", exception);
        }
    }

    /// <inheritdoc cref="Read(string)"/>
    /// <param name="name">The name of the record in messages.</param>
    public static RunRecord Read(TextReader reader, string name)
    {
        var run = ReadFirst(reader.ReadLine() ?? "", name);
        var (lines, notices) = (new List<RecordLine>(), ImmutableArray.CreateBuilder<string>());
        for (var number = 2; reader.ReadLine() is { } text; number++)
        {
            if (text.Length == 0)
                continue;
            try
            {
                lines.Add(Parse(text));
            }
            catch (Exception exception) when (exception is JsonException or NotSupportedException)
            {
                notices.Add($"{name}:{number} is ignored: it is cut off or not of a record ({Short(exception)})");
            }
        }

        return RunRecord.Of(run, lines, notices.ToImmutable());
    }

    private static RunLine ReadFirst(string text, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("version", out var found)
                && found.GetRawText() != $"{RunLine.CurrentVersion}")
            {
                throw new HarnessException(
                    FailureClass.Config,
                    $"{name} has version {found.GetRawText()}, expected {RunLine.CurrentVersion}: "
                    + "read it with the harness that wrote it");
            }

            if (Parse(text) is RunLine run)
                return run;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw new HarnessException(
                FailureClass.Config, $"{name}:1 does not begin the record of a run ({Short(exception)})", exception);
        }

        throw new HarnessException(FailureClass.Config, $"{name}:1 does not begin the record of a run: expected kind 'run'");
    }

    private static RecordLine Parse(string text) =>
        JsonSerializer.Deserialize<RecordLine>(text, RecordJson.Reading) ?? throw new JsonException("null");

    private static string Short(Exception exception) => exception.Message.Split('\n')[0].Split(" Path:")[0];
}
