using System.Globalization;

namespace TestHarness.FcFabric;

/// <summary>The log of the fabric: lines with their times.</summary>
internal sealed class FabricLog(string path) : IDisposable
{
    private readonly StreamWriter _writer = new(path, append: true) { AutoFlush = true };

    /// <summary>Writes a line.</summary>
    public void Write(string line)
    {
        lock (_writer)
            _writer.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.UtcNow:yyyy-MM-dd HH:mm:ss.fff} {line}"));
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();
}
