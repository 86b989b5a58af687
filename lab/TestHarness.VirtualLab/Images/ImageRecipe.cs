using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace TestHarness.VirtualLab.Images;

/// <summary>The scripts, package lists and files of <c>lab/host</c>, as they were when this assembly was built.</summary>
/// <param name="Files">The contents of the files, by path.</param>
internal sealed record ImageRecipe(ImmutableSortedDictionary<string, string> Files)
{
    private const string Prefix = "host/";

    /// <summary>The recipe in this assembly.</summary>
    public static ImageRecipe Embedded { get; } = new(typeof(ImageRecipe).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToImmutableSortedDictionary(name => name[Prefix.Length..], Text, StringComparer.Ordinal));

    /// <summary>The hash of all names and contents.</summary>
    public string Fingerprint => Hash(Files.SelectMany(file => new[] { file.Key, file.Value }));

    /// <summary>The packages of lab hosts, and those of the build.</summary>
    public ImmutableArray<string> Packages =>
        [
            .. new[] { "packages", "build-packages" }.SelectMany(list => Files[list].Split('\n'))
                .Where(line => line.Length > 0 && line[0] != '#'),
        ];

    /// <summary>Returns the first 8 digits of a hash over texts, including where each text ends.</summary>
    public static string Hash(IEnumerable<string> texts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', texts))))[..8];

    /// <summary>Writes the files to a folder.</summary>
    public async Task WriteAsync(string directory, CancellationToken cancellationToken)
    {
        foreach (var (path, content) in Files)
        {
            var file = Path.Combine(directory, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, content, cancellationToken);
        }
    }

    private static string Text(string resource)
    {
        using var reader = new StreamReader(typeof(ImageRecipe).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
