namespace TestHarness.Scenarios.Running;

/// <summary>A file that a step or hook attaches.</summary>
/// <param name="Name">The file's name without its folder.</param>
/// <param name="Path">The full path of the file, which the step may remove after the call.</param>
public sealed record Attachment(string Name, string Path, string MediaType)
{
    /// <summary>Makes an attachment of a file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static Attachment Of(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        return File.Exists(full)
            ? new Attachment(System.IO.Path.GetFileName(full), full, MediaTypeOf(full))
            : throw new FileNotFoundException($"cannot attach {path}: there is no such file", path);
    }

    private static string MediaTypeOf(string path) => System.IO.Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".txt" or ".log" or ".jsonl" or ".feature" or ".sh" => "text/plain",
        ".json" => "application/json",
        ".yaml" or ".yml" => "application/yaml",
        ".xml" => "application/xml",
        ".html" => "text/html",
        ".csv" => "text/csv",
        ".md" => "text/markdown",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".zip" => "application/zip",
        ".gz" => "application/gzip",
        _ => "application/octet-stream",
    };
}
