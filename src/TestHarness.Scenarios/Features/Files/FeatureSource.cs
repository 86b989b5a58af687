using System.Text;
using TestHarness.Scenarios.Features.Limits;

namespace TestHarness.Scenarios.Features.Files;

/// <summary>The text of a feature file, which is UTF-8 unless a byte order mark says otherwise.</summary>
internal sealed class FeatureSource(FeatureLimits limits)
{
    /// <summary>Reads the text.</summary>
    /// <exception cref="IOException">The file is not a regular one or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not read the file.</exception>
    /// <returns>The text; the error when the file is too large.</returns>
    public (string Text, ParseError? TooLarge) Read(string fullPath)
    {
        if (FileKind.OfIrregular(fullPath) is { } kind)
            throw new IOException($"expected a file, found {kind}");

        using var file = File.OpenRead(fullPath);
        var bytes = new MemoryStream();
        // A file that grows meanwhile, or whose size is not known beforehand, is limited here too.
        var buffer = new byte[1 << 16];
        while (file.Read(buffer) is var count and > 0)
        {
            bytes.Write(buffer, 0, count);
            if (bytes.Length > limits.FileBytes)
                return ("", TooLarge(Math.Max(file.Length, bytes.Length)));
        }

        bytes.Position = 0;
        using var reader = new StreamReader(bytes, Encoding.UTF8);
        return (reader.ReadToEnd(), null);
    }

    private ParseError TooLarge(long size) =>
        LimitError.Of(1, 1, "bytes in a feature file", size, limits.FileBytes, "split the file");
}
