namespace TestHarness.Environments.Reading;

/// <summary>Files that an environment names: relative to its own folder, or under <c>~</c>.</summary>
internal static class LocalFiles
{
    public static Scalar<string> Under(string folder) => new("an existing, readable file", (string text, out string path) =>
    {
        path = Resolve(folder, text);
        return text.Length > 0 && CanRead(path);
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
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
