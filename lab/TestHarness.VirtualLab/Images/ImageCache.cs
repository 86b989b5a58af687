namespace TestHarness.VirtualLab.Images;

/// <summary>The folder of lab-host images; one is named by what it was made of, the recipe first and the packages after.</summary>
internal sealed class ImageCache(string directory)
{
    public string Directory { get; } = System.IO.Directory.CreateDirectory(directory).FullName;

    public static string Key(ImageRecipe recipe, IEnumerable<string> packages) => $"{recipe.Fingerprint}-{ImageRecipe.Hash(packages)}";

    public LabHostImage? Find(string key) =>
        System.IO.Directory.Exists(Path.Combine(Directory, key)) ? new LabHostImage(Path.Combine(Directory, key), key) : null;

    /// <summary>The newest image of a recipe, whichever packages it has.</summary>
    public LabHostImage? Newest(ImageRecipe recipe) =>
        new DirectoryInfo(Directory).EnumerateDirectories($"{recipe.Fingerprint}-*")
            .OrderByDescending(folder => folder.LastWriteTimeUtc)
            .Select(folder => new LabHostImage(folder.FullName, folder.Name))
            .FirstOrDefault();
}
