using System.Collections.Immutable;
using System.Text;
using TestHarness.Environments;
using TestHarness.Failures;

namespace TestHarness.Evidence;

/// <summary>
/// The folder with the evidence of a scenario. No secret gets into a file that the harness writes, and no more bytes than the
/// limits allow. After the folder is made, no method throws because a disk is full or a folder cannot be written:
/// <see cref="Complete"/> reports that.
/// </summary>
/// <remarks>Its methods may be called from several threads at once.</remarks>
public sealed class ScenarioEvidence
{
    /// <summary>The file that lists the files of which something is missing; it does not exist when nothing is missing.</summary>
    public const string CutFile = "evidence-cut.txt";

    private readonly SecretRedactor _redactor;
    private readonly EvidenceRun _run;
    private readonly EvidenceFiles _files;
    private readonly long _limit;
    private int _isComplete;

    private ScenarioEvidence(string folder, SecretRedactor redactor, EvidenceRun run)
    {
        (Folder, _redactor, _run, _limit) = (folder, redactor, run, run.TakeShare());
        _files = new EvidenceFiles(folder, _limit);
    }

    /// <summary>The full path of the folder.</summary>
    public string Folder { get; }

    /// <summary>The files up to now.</summary>
    public ImmutableArray<Attachment> Attachments => [.. _files.All.Select(file => file.Attachment)];

    /// <summary>A line for each file of which something is missing; empty until <see cref="Complete"/> is called.</summary>
    public ImmutableArray<string> Missing { get; private set; } = [];

    /// <summary>Makes the folder of a scenario.</summary>
    /// <param name="runFolder">
    /// The folder of the run, for example <c>reports/evidence/RUN</c>; it is made when it does not exist.
    /// </param>
    /// <param name="run">
    /// The limits that the scenarios of the run share; null for the default limits for this scenario alone.
    /// </param>
    /// <exception cref="HarnessException">Class config: the folder cannot be made.</exception>
    public static ScenarioEvidence Create(string runFolder, string scenario, SecretRedactor redactor, EvidenceRun? run = null)
    {
        try
        {
            var folder = EvidenceFolder.Create(runFolder, redactor.Redact(scenario));
            return new ScenarioEvidence(folder, redactor, run ?? new EvidenceRun(new LimitSettings()));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HarnessException(
                FailureClass.Config, $"no evidence can be written to {runFolder}: {exception.Message}", exception);
        }
    }

    /// <summary>Writes a file; replaces a file of the same name.</summary>
    public void Write(string name, string text, string mediaType = "text/plain")
    {
        using var file = Open(name, mediaType);
        file.Write(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Opens a file that grows while the scenario runs; its first and its last bytes are kept.</summary>
    /// <param name="limit">
    /// The limit of the file. It is half of what the scenario has left when that is less, or when the parameter is null.
    /// </param>
    /// <returns>A stream for one writer at a time, which passes each write on at once and does not fail.</returns>
    public Stream Open(string name, string mediaType = "text/plain", ByteSize? limit = null) =>
        _redactor.Before(_files.Open(name, mediaType, limit?.Bytes ?? _limit));

    /// <summary>
    /// Returns the path of a new file that another program writes; a part over the limit is cut off at the end of the scenario.
    /// </summary>
    public string PathOf(string name, string mediaType) => _files.Reserve(name, mediaType);

    /// <summary>Returns unused bytes to the run, and lists what is missing in <see cref="CutFile"/>.</summary>
    /// <returns>A line for a person that lists what is missing; null when nothing is missing, or at a second call.</returns>
    public string? Complete()
    {
        if (Interlocked.Exchange(ref _isComplete, 1) == 1)
            return null;

        _files.CutForeign();
        ImmutableArray<string> missing = [.. _files.All.Where(file => !file.IsWhole).Select(file => file.Describe())];
        Missing = missing;
        if (missing.Length > 0)
        {
            using var summary = _redactor.Before(_files.OpenSummary(CutFile));
            summary.Write(Encoding.UTF8.GetBytes(string.Concat(missing.Select(line => $"{line}\n"))));
        }

        _run.Return(_limit - _files.All.Sum(file => file.Bytes));
        return missing.Length == 0 ? null : $"the evidence is not whole: {string.Join("; ", missing)}";
    }
}
