namespace TestHarness.Scenarios.Features;

/// <summary>A feature file or folder could not be found or read.</summary>
public class FeatureLoadException(string file, string message) : Exception(message)
{
    /// <summary>The file as it is shown to the user.</summary>
    public string File { get; } = file;

    /// <summary>The file's full path, where it is one file.</summary>
    public string? FullPath { get; init; }
}
