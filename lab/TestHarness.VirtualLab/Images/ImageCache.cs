using TestHarness.Images;

namespace TestHarness.VirtualLab.Images;

/// <summary>The folder of lab-host images. The name of an image is a hash of its recipe, and then one of its packages.</summary>
internal sealed class ImageCache(string directory)
{
    /// <summary>The full path of the folder.</summary>
    public string Directory { get; } = System.IO.Directory.CreateDirectory(directory).FullName;

    /// <summary>Returns the name of the image of a recipe with these packages.</summary>
    public static string Key(ImageRecipe recipe, IEnumerable<string> packages) =>
        $"{recipe.Fingerprint}-{ImageRecipe.Hash(packages)}";

    /// <summary>Finds the newest image of a recipe, whatever its packages are; null when there is none.</summary>
    public LabHostImage? Newest(ImageRecipe recipe) =>
        new DirectoryInfo(Directory).EnumerateDirectories($"{recipe.Fingerprint}-*")
            .OrderByDescending(folder => folder.LastWriteTimeUtc)
            .Select(folder => new LabHostImage(folder.FullName, folder.Name))
            .FirstOrDefault();
}
