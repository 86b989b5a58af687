using System.Collections.Immutable;
using TestHarness.Evidence.Writing;

namespace TestHarness.Evidence;

/// <summary>
/// The files of one scenario, within the scenario's limit. Its methods may be called from several threads at once.
/// </summary>
/// <param name="limit">The limit of all files together, in bytes.</param>
internal sealed class EvidenceFiles(string folder, long limit)
{
    /// <summary>The bytes that are reserved for the file that lists what is missing.</summary>
    private const int SummaryBytes = 8 * 1024;

    private readonly Lock _gate = new();
    private readonly EvidenceBudget _budget = new(Math.Max(0, limit - SummaryBytes), 2);
    private ImmutableDictionary<string, EvidenceFile> _files = ImmutableDictionary<string, EvidenceFile>.Empty;

    /// <summary>The files in the order in which they were made.</summary>
    public ImmutableArray<EvidenceFile> All => [.. _files.Values.OrderBy(file => file.Number)];

    /// <summary>Makes a file; replaces a file of the same name.</summary>
    /// <param name="wanted">The wanted limit of the file, in bytes; it gets at most half of what is left.</param>
    public HeadAndTailFile Open(string name, string mediaType, long wanted)
    {
        lock (_gate)
        {
            var before = _files.GetValueOrDefault(name);
            _budget.Return(before?.Bytes ?? 0);
            var number = before?.Number ?? _files.Count;
            return Create(new EvidenceFile(number, new Attachment(name, PathOf(name), mediaType), _budget.Take(wanted)));
        }
    }

    /// <summary>Makes an empty file for another program, and returns its path.</summary>
    public string Reserve(string name, string mediaType)
    {
        Open(name, mediaType, 0).Dispose();
        Change(name, file => file with { IsForeign = true, Cut = 0 });
        return PathOf(name);
    }

    /// <summary>Cuts the files of other programs that are over the limit.</summary>
    public void CutForeign()
    {
        foreach (var file in _files.Values.Where(file => file.IsForeign))
        {
            try
            {
                var length = new FileInfo(file.Attachment.Path).Length;
                var granted = _budget.Take(length);
                if (granted < length)
                {
                    using var open = new FileStream(file.Attachment.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
                    open.SetLength(granted);
                }

                Change(file.Attachment.Name, known => known with { Bytes = granted, Cut = length - granted });
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Fail(file.Attachment.Name, exception.Message);
            }
        }
    }

    /// <summary>Makes the file that lists what is missing, for which there is always room.</summary>
    public HeadAndTailFile OpenSummary(string name)
    {
        lock (_gate)
            return Create(new EvidenceFile(_files.Count, new Attachment(name, PathOf(name), "text/plain"), SummaryBytes));
    }

    private string PathOf(string name) => Path.Combine(folder, name);

    private HeadAndTailFile Create(EvidenceFile file)
    {
        var name = file.Attachment.Name;
        if (name.Length == 0 || name != Path.GetFileName(name) || name is "." or "..")
            throw new ArgumentException($"expected a file name without folders, found '{name}'", nameof(file));

        _files = _files.SetItem(name, file);
        return new HeadAndTailFile(file.Attachment.Path, file.Bytes, file.Attachment.MediaType)
        {
            Closed = stream => Close(name, stream),
        };
    }

    private void Close(string name, HeadAndTailFile stream)
    {
        lock (_gate)
        {
            var file = _files[name];
            var bytes = Math.Min(file.Bytes, stream.Kept + (stream.Kept < stream.Written ? CutLine.Longest : 0));
            _budget.Return(file.Bytes - bytes);
            var closed = file with { Bytes = bytes, Cut = stream.Written - stream.Kept, Failure = stream.Failure };
            _files = _files.SetItem(name, closed);
        }
    }

    private void Fail(string name, string why) => Change(name, file => file with { Failure = why });

    private void Change(string name, Func<EvidenceFile, EvidenceFile> change)
    {
        lock (_gate)
            _files = _files.SetItem(name, change(_files[name]));
    }
}
