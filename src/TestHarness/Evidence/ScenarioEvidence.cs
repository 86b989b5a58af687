using System.Collections.Immutable;
using TestHarness.Failures;

namespace TestHarness.Evidence;

/// <summary>The folder in which a scenario leaves what tells how it went; no secret gets into it.</summary>
/// <remarks>Its methods may be called from several threads at once.</remarks>
public sealed class ScenarioEvidence
{
    private readonly Lock files = new();
    private readonly SecretRedactor redactor;
    private readonly List<Attachment> attachments = [];

    private ScenarioEvidence(string folder, SecretRedactor redactor)
    {
        Folder = folder;
        this.redactor = redactor;
    }

    public string Folder { get; }

    public ImmutableArray<Attachment> Attachments
    {
        get
        {
            lock (files)
                return [.. attachments];
        }
    }

    /// <param name="runFolder">For example <c>reports/evidence/RUN</c>; made where it does not exist.</param>
    public static ScenarioEvidence Create(string runFolder, string scenario, SecretRedactor redactor)
    {
        try
        {
            return new ScenarioEvidence(EvidenceFolder.Create(runFolder, scenario), redactor);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HarnessException(FailureClass.Config, $"no evidence can be written to {runFolder}: {e.Message}", e);
        }
    }

    /// <summary>Writes a file, in the place of one of that name.</summary>
    public void Write(string name, string text, string mediaType = "text/plain") =>
        Change(name, mediaType, path => File.WriteAllText(path, redactor.Redact(text)));

    /// <summary>Adds a whole line to a file, which is made at the first one.</summary>
    public void AppendLine(string name, string line, string mediaType = "text/plain") =>
        Change(name, mediaType, path => File.AppendAllText(path, redactor.Redact(line) + "\n"));

    /// <summary>Copies a text file.</summary>
    public void Import(string name, string source, string mediaType = "text/plain") =>
        Change(name, mediaType, path => File.WriteAllLines(path, File.ReadLines(source).Select(redactor.Redact)));

    /// <summary>A file for raw bytes that grows while the scenario runs, for example a serial port's log; nothing is taken out of it.</summary>
    public Stream Open(string name, string mediaType = "text/plain")
    {
        return new FileStream(PathOf(name, mediaType), FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
    }

    /// <summary>The path of a file that another program writes.</summary>
    public string PathOf(string name, string mediaType)
    {
        Change(name, mediaType, path => File.WriteAllBytes(path, []));
        return Path.Combine(Folder, name);
    }

    private void Change(string name, string mediaType, Action<string> change)
    {
        if (name.Length == 0 || name != Path.GetFileName(name) || name is "." or "..")
            throw new ArgumentException($"expected a file name without folders, found '{name}'", nameof(name));

        var attachment = new Attachment(name, Path.Combine(Folder, name), mediaType);
        lock (files)
        {
            change(attachment.Path);
            if (attachments.Any(other => other.Name == name))
                return;

            attachments.Add(attachment);
        }
    }
}
