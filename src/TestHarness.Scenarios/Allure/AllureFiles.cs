using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using TestHarness.Scenarios.Running;
using TestHarness.Texts;

namespace TestHarness.Scenarios.Allure;

/// <summary>The files in the results directory. A file appears whole or not at all.</summary>
internal sealed partial class AllureFiles
{
    private readonly JsonSerializerOptions _json;
    private readonly TextOutlet _texts;
    private readonly string _directory;

    /// <summary>Makes the directory when it does not exist.</summary>
    public AllureFiles(string directory, TextOutlet texts)
    {
        _directory = directory;
        _texts = texts;
        _json = AllureJson.Of(texts);
        Directory.CreateDirectory(directory);
    }

    /// <summary>Writes a result.</summary>
    public void Write(AllureResult result) => Write($"{result.Uuid}-result.json", Serialize(result));

    /// <summary>Writes a container.</summary>
    public void Write(AllureContainer container) => Write($"{container.Uuid}-container.json", Serialize(container));

    /// <summary>Writes the categories of failures.</summary>
    public void Write(ImmutableArray<AllureCategory> categories) => Write("categories.json", Serialize(categories));

    /// <summary>Writes the environment of the report.</summary>
    public void WriteEnvironment(IEnumerable<KeyValuePair<string, string>> environment) => Write(
        "environment.properties",
        string.Concat(environment.Select(e => $"{Property(e.Key, isKey: true)}={Property(e.Value, isKey: false)}\n")));

    /// <summary>Copies an attached file into the results.</summary>
    public AllureAttachment Copy(Attachment attachment)
    {
        var source = NewSource(Path.GetExtension(attachment.Name));
        Replace(source, temporary => File.Copy(attachment.Path, temporary));
        return new AllureAttachment(attachment.Name, source, attachment.MediaType);
    }

    /// <summary>Writes a text as an attachment.</summary>
    public AllureAttachment WriteAttachment(string name, string extension, string mediaType, string text)
    {
        var source = NewSource(extension);
        Write(source, _texts.Block(text));
        return new AllureAttachment(name, source, mediaType);
    }

    private static string NewSource(string extension) =>
        $"{Guid.NewGuid()}-attachment{(extension.Skip(1).All(char.IsAsciiLetterOrDigit) ? extension : "")}";

    private string Serialize<T>(T value) => JsonSerializer.Serialize(value, _json);

    private string Property(string text, bool isKey)
    {
        var escaped = _texts.Line(text).Replace("\\", "\\\\", StringComparison.Ordinal);
        return isKey ? KeySpecial().Replace(escaped, @"\$0") : escaped;
    }

    private void Write(string name, string text) =>
        Replace(name, temporary => File.WriteAllText(temporary, text, new UTF8Encoding(false)));

    private void Replace(string name, Action<string> write)
    {
        var temporary = Path.Combine(_directory, $".{name}.tmp");
        write(temporary);
        File.Move(temporary, Path.Combine(_directory, name), overwrite: true);
    }

    [GeneratedRegex("[ =:#!]")]
    private static partial Regex KeySpecial();
}
