using System.Text.Json;
using TestHarness.Texts;

namespace TestHarness.Reports.Records;

/// <summary>
/// Writes the lines of a record. A line is with the kernel when the call returns, so that it survives the end of the process.
/// </summary>
public sealed class RecordWriter : IDisposable
{
    private readonly FileStream _file;
    private readonly JsonSerializerOptions _json;

    /// <summary>Opens the file of a record, which may have lines already; a cut last line is ended.</summary>
    /// <param name="folder">The folder of the run; it is made when it does not exist.</param>
    /// <param name="texts">The outlet of every text.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public RecordWriter(string folder, TextOutlet texts)
    {
        _json = RecordJson.Writing(texts);
        Directory.CreateDirectory(folder);
        _file = new FileStream(
            Path.Combine(folder, RecordReader.FileName),
            new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.ReadWrite | FileShare.Delete,
                BufferSize = 0,
            });
        if (_file.Length > 0)
        {
            _file.Seek(-1, SeekOrigin.End);
            if (_file.ReadByte() != '\n')
                _file.WriteByte((byte)'\n');
        }
    }

    /// <summary>Appends a line in one write.</summary>
    public void Write(RecordLine line) => _file.Write([.. JsonSerializer.SerializeToUtf8Bytes(line, _json), (byte)'\n']);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
