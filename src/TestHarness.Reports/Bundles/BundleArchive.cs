using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using TestHarness.Evidence;

namespace TestHarness.Reports.Bundles;

/// <summary>A bundle that is being written, within limits and without secrets.</summary>
/// <param name="target">The file, which the archive does not close.</param>
internal sealed class BundleArchive(Stream target, SecretRedactor redactor) : IDisposable
{
    /// <summary>The largest number of bytes that are taken of one file of evidence.</summary>
    internal const long FileBytes = 64L << 20;

    /// <summary>The largest number of bytes that are taken of all files of evidence.</summary>
    internal const long TotalBytes = 256L << 20;

    /// <summary>The largest number of files of evidence; a reader accepts some more, for the bundle's own files.</summary>
    internal const int Files = 200;

    private const int Executable = 0x81ed << 16;
    private const int Plain = 0x81a4 << 16;

    private readonly ZipArchive _zip = new(target, ZipArchiveMode.Create, leaveOpen: true);
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _omitted = [];
    private long _left = TotalBytes;
    private int _files;

    /// <summary>A line for each thing that was left out.</summary>
    public ImmutableArray<string> Omitted => [.. _omitted];

    /// <summary>Adds a text. It is not packed, as a reader refuses what is packed too well.</summary>
    public void Add(string name, string text)
    {
        using var entry = redactor.Before(Open(name, CompressionLevel.NoCompression));
        entry.Write(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Adds the first bytes of a file of evidence.</summary>
    /// <param name="name">The name in the bundle.</param>
    public void AddFile(string name, FileInfo file)
    {
        if (_files == Files)
        {
            _omitted.Add($"{name}: a bundle has at most {Files} files of evidence");
            return;
        }

        using var content = file.Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        _files++;
        var granted = Math.Min(content.Length, Math.Min(FileBytes, _left));
        if (granted < content.Length)
            _omitted.Add($"{name}: the bundle has the first {granted} of {content.Length} bytes");
        _left -= granted;
        using var entry = redactor.Before(Open(name, CompressionLevel.Optimal));
        var buffer = new byte[1 << 16];
        while (granted > 0 && content.Read(buffer, 0, (int)Math.Min(buffer.Length, granted)) is var count and > 0)
        {
            entry.Write(buffer, 0, count);
            granted -= count;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _zip.Dispose();

    /// <summary>Makes an entry; a name that a reader would refuse is changed.</summary>
    private Stream Open(string name, CompressionLevel level)
    {
        var plain = new string([.. redactor.Redact(name).Select(letter => IsPlain(letter) ? letter : '_')]);
        var unique = plain;
        for (var number = 2; !_names.Add(unique); number++)
            unique = $"{plain}-{number}";
        var entry = _zip.CreateEntry(unique, level);
        entry.ExternalAttributes = name.EndsWith(".sh", StringComparison.Ordinal) ? Executable : Plain;
        return entry.Open();
    }

    private static bool IsPlain(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-' or '/';
}
