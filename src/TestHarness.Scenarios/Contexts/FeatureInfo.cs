namespace TestHarness.Scenarios;

/// <summary>What the feature file says of a feature. Tags have no @; the folder is relative to where features were loaded from.</summary>
public sealed record FeatureInfo(string FolderPath, string Title, string Description, string[] Tags);
