using TestHarness.Scenarios.Features;

namespace TestHarness.Features;

/// <summary>The feature files beside the test assembly.</summary>
internal static class FeatureFolder
{
    public const string Name = "features";

    private static readonly Lazy<FeatureSet> Loaded = new(Load);

    public static FeatureSet Features => Loaded.Value;

    /// <summary>Loads the features. A folder without features is an error: a run without tests would pass.</summary>
    private static FeatureSet Load()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, Name);
        var features = FeatureSet.Load(Directory.Exists(folder) ? [folder] : [], AppContext.BaseDirectory);
        return features.Features.IsEmpty && features.Errors.IsEmpty
            ? new FeatureSet([], [new FeatureLoadException(Name, $"[config] expected feature files in {folder}, found none")])
            : features;
    }
}
