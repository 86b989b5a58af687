using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using TestHarness.Scenarios.Features.Files;
using TestHarness.Scenarios.Features.Limits;
using TestHarness.Texts;

namespace TestHarness.Scenarios.Features.Bundles;

/// <summary>
/// The reading of a bundle, which may be a stranger's file. Nothing of it is unpacked: its manifest and its feature are read to
/// the memory, within limits, and everything else stays unread.
/// </summary>
internal static class BundleFile
{
    /// <summary>The extension of bundles.</summary>
    private const string Extension = ".zip";

    /// <summary>The JSON of a manifest.</summary>
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        MaxDepth = BundleLimits.ManifestDepth,
        RespectNullableAnnotations = true,
    };

    /// <summary>Returns whether a path has the extension of bundles.</summary>
    public static bool IsNamedSo(string path) => path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the scenario of a bundle.</summary>
    /// <param name="fullPath">The full path of the bundle.</param>
    /// <param name="name">The bundle's name for users.</param>
    /// <exception cref="FeatureParseException">
    /// The file is not a bundle, exceeds a limit, or has another scenario than it says; or its feature is not right.
    /// </exception>
    public static FeaturePlan Load(string fullPath, string name)
    {
        FeatureParseException Wrong(string message) =>
            new(name, [new ParseError(1, 1, $"[config] {message}")]) { FullPath = fullPath };
        try
        {
            var (manifest, text) = Read(fullPath);
            return Choose(FeatureFile.Parse(text, name, fullPath), manifest);
        }
        catch (BundleException exception)
        {
            throw Wrong(exception.Message);
        }
        catch (Exception exception) when (exception is InvalidDataException or JsonException or DecoderFallbackException)
        {
            throw Wrong($"the bundle cannot be read: {exception.Message}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Wrong(exception.Message);
        }
    }

    private static (BundleManifest Manifest, string Feature) Read(string fullPath)
    {
        if (FileKind.OfIrregular(fullPath) is { } kind)
            throw new BundleException($"expected a file, found {kind}");
        using var file = File.OpenRead(fullPath);
        ZipDirectory.Check(file);
        using var archive = new ZipArchive(file, ZipArchiveMode.Read);
        ImmutableArray<ZipArchiveEntry> entries = [.. archive.Entries];
        EntryNames.Check(entries);
        var manifest = JsonSerializer.Deserialize<BundleManifest>(
            Read(entries, BundleManifest.FileName, BundleLimits.ManifestBytes), Json);
        if (manifest is null || manifest.Version != BundleManifest.CurrentVersion)
            throw new BundleException(
                $"expected a bundle of version {BundleManifest.CurrentVersion}, found {manifest?.Version}: "
                + "run it with the harness that made it, or a later one");
        return (manifest, Read(entries, BundleManifest.FeatureName, FeatureLimits.Default.FileBytes));
    }

    private static string Read(ImmutableArray<ZipArchiveEntry> entries, string name, int limit)
    {
        var entry = entries.FirstOrDefault(entry => entry.FullName == name)
            ?? throw new BundleException(
                $"expected a file '{name}' in the bundle, found none: a bundle is made by 'harness run'");
        if (entry.Length > limit)
            throw new BundleException($"expected at most {limit:N0} bytes in '{name}', found {entry.Length:N0}");
        if (entry.Length > BundleLimits.Ratio * Math.Max(1, entry.CompressedLength))
            throw new BundleException(
                $"expected '{name}' to be packed at most {BundleLimits.Ratio} times smaller, "
                + $"found {entry.CompressedLength:N0} for {entry.Length:N0} bytes");
        using var packed = entry.Open();
        var bytes = new byte[entry.Length];
        var count = packed.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (count < bytes.Length)
            throw new BundleException($"expected {entry.Length:N0} bytes in '{name}', found {count:N0}");
        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
    }

    private static FeaturePlan Choose(FeaturePlan feature, BundleManifest manifest)
    {
        var chosen = feature.Scenarios.Where(scenario =>
            scenario.Location.Line == manifest.Line && ShownText.Block(scenario.Title) == manifest.Title).ToImmutableArray();
        return chosen.Length == 1
            ? feature with { Scenarios = chosen, Bundle = manifest }
            : throw new BundleException(
                $"expected the scenario '{manifest.Title}' in line {manifest.Line} of '{BundleManifest.FeatureName}', "
                + "found none");
    }
}
