namespace TestHarness.Environments.Reading;

/// <summary>Paths of files in an environment file: relative to the folder of that file, or under <c>~</c>.</summary>
internal static class LocalFiles
{
    /// <summary>Makes the type of paths relative to a folder.</summary>
    public static Scalar<string> Under(string folder) => new("an existing, readable file", (string text, out string path) =>
    {
        path = Resolve(folder, text);
        return text.Length > 0 && CanRead(path);
    });

    /// <summary>Makes the type of folders relative to a folder.</summary>
    public static Scalar<string> FolderUnder(string folder) => new("an existing folder", (string text, out string path) =>
    {
        path = Resolve(folder, text);
        return text.Length > 0 && Directory.Exists(path);
    });

    private static string Resolve(string folder, string path) => path.StartsWith("~/", StringComparison.Ordinal)
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[2..])
        : Path.GetFullPath(path, folder);

    private static bool CanRead(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The caller reports the path as a mistake in the environment file.
            return false;
        }
    }
}
