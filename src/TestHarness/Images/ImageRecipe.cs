using System.Collections.Immutable;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace TestHarness.Images;

/// <summary>The scripts, package lists and files of an image, as they were when their assembly was built.</summary>
/// <param name="Files">The contents of the files, by path.</param>
public sealed record ImageRecipe(ImmutableSortedDictionary<string, string> Files)
{
    /// <summary>The hash of all names and contents.</summary>
    public string Fingerprint => Hash(Files.SelectMany(file => new[] { file.Key, file.Value }));

    /// <summary>Reads the recipe whose resources in an assembly have names that start with a prefix.</summary>
    public static ImageRecipe Of(Assembly assembly, string prefix) => new(assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
        .ToImmutableSortedDictionary(name => name[prefix.Length..], name => Text(assembly, name), StringComparer.Ordinal));

    /// <summary>Returns the packages in a list of the recipe, without its comments.</summary>
    public ImmutableArray<string> Packages(string list) =>
        [.. Files[list].Split('\n').Where(line => line.Length > 0 && line[0] != '#')];

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

    private static string Text(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
