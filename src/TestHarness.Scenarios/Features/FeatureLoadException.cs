namespace TestHarness.Scenarios.Features;

/// <summary>The error of a feature file or folder that could not be found or read.</summary>
public class FeatureLoadException(string file, string message) : Exception(message)
{
    /// <summary>The file's name for users.</summary>
    public string File { get; } = file;

    /// <summary>The file's full path; null when the error is not about one file.</summary>
    public string? FullPath { get; init; }
}
