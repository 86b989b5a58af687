using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace TestHarness.Hostile.Tests.Corpus;

/// <summary>
/// Makes a bundle of a hostile file, whose lines say what is in it. In the text of an entry, <c>\n</c> is a line feed and
/// <c>\e</c> an escape.
/// </summary>
/// <remarks>
/// <c>valid</c>: a manifest with its feature; <c>manifest JSON</c>; <c>entry NAME TEXT</c>; <c>link NAME TARGET</c>; <c>fifo
/// NAME</c>; <c>zeros NAME BYTES</c>, packed; <c>length NAME BYTES</c>: an entry that says it has so many; <c>many NUMBER</c> of
/// entries; <c>count NUMBER</c>: the number of entries that the end of the file says; <c>recorded NAME</c>: a feature that runs
/// without a host.
/// </remarks>
internal static class HostileBundle
{
    private const int Link = unchecked((int)0xa1ff0000);
    private const int Fifo = 0x11b6 << 16;

    /// <summary>Makes the file.</summary>
    public static void Write(string path, HostileFile file)
    {
        var patches = new List<Action<byte[]>>();
        using (var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create))
        {
            foreach (var line in file.Lines)
                Add(archive, line.Split(' ', 3), patches);
        }

        var bytes = File.ReadAllBytes(path);
        foreach (var patch in patches)
            patch(bytes);
        File.WriteAllBytes(path, bytes);
    }

    private static void Add(ZipArchive archive, string[] words, List<Action<byte[]>> patches)
    {
        switch (words)
        {
            case ["valid"]:
                Add(archive, "bundle.json", """{ "version": 1, "line": 2, "title": "A" }""");
                Add(archive, "scenario.feature", "Feature: F\n  Scenario: A\n    Given a");
                break;
            case ["manifest", ..]:
                Add(archive, "bundle.json", string.Join(' ', words[1..]));
                break;
            case ["entry", var name, var text]:
                Add(archive, Unescape(name), Unescape(text));
                break;
            case ["link", var name, var target]:
                Add(archive, name, target).ExternalAttributes = Link;
                break;
            case ["fifo", var name]:
                Add(archive, name, "").ExternalAttributes = Fifo;
                break;
            case ["zeros", var name, var count]:
                Add(archive, name, new string('\n', Number(count)), CompressionLevel.Optimal);
                break;
            case ["length", var name, var count]:
                Add(archive, name, "x");
                patches.Add(bytes => BinaryPrimitives.WriteUInt32LittleEndian(
                    bytes.AsSpan(bytes.AsSpan().LastIndexOf(Encoding.UTF8.GetBytes(name)) - 22),
                    uint.Parse(count, CultureInfo.InvariantCulture)));
                break;
            case ["many", var count]:
                foreach (var number in Enumerable.Range(0, Number(count)))
                    Add(archive, $"evidence/{number}", "");
                break;
            case ["count", var count]:
                patches.Add(bytes =>
                {
                    BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(bytes.Length - 14), (ushort)Number(count));
                    BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(bytes.Length - 12), (ushort)Number(count));
                });
                break;
            case ["recorded", var name]:
                Add(archive, name, Recorded());
                break;
            default:
                throw new InvalidDataException($"unknown line of a bundle: {string.Join(' ', words)}");
        }
    }

    private static ZipArchiveEntry Add(
        ZipArchive archive, string name, string text, CompressionLevel level = CompressionLevel.NoCompression)
    {
        var entry = archive.CreateEntry(name, level);
        using var stream = entry.Open();
        stream.Write(Encoding.UTF8.GetBytes(text));
        return entry;
    }

    /// <summary>Takes the feature of another hostile file that runs, with a title of its own in line 3.</summary>
    private static string Recorded()
    {
        var file = HostileFile.All.Single(each => each.Name == "text-html");
        var lines = File.ReadAllLines(file.Path).SkipWhile(line => !line.StartsWith("Feature:", StringComparison.Ordinal));
        return "Feature: F\n\n  Scenario: A\n" + string.Join(
            '\n', lines.SkipWhile(line => !line.TrimStart().StartsWith("Scenario:", StringComparison.Ordinal)).Skip(1));
    }

    private static string Unescape(string text) => text
        .Replace(@"\n", "\n", StringComparison.Ordinal)
        .Replace(@"\e", "\e", StringComparison.Ordinal);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
