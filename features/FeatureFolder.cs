using TestHarness.Gherkin.Features;

namespace TestHarness.Features;

/// <summary>The feature files beside the test assembly.</summary>
internal static class FeatureFolder
{
    public const string Name = "features";

    private static readonly Lazy<FeatureSet> Loaded = new(Load);

    public static FeatureSet Features => Loaded.Value;

    private static FeatureSet Load()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, Name);
        return FeatureSet.Load(Directory.Exists(folder) ? [folder] : [], AppContext.BaseDirectory);
    }
}
