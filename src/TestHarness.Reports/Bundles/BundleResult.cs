namespace TestHarness.Reports.Bundles;

/// <summary>The bundle of a scenario.</summary>
/// <param name="Path">The full path of the bundle; null when it could not be written.</param>
/// <param name="Failure">The reason why there is no bundle; null when there is one.</param>
public sealed record BundleResult(string? Path, string? Failure);
