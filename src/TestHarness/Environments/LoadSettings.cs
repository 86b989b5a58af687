namespace TestHarness.Environments;

/// <summary>The amount of load that a scenario drives.</summary>
/// <param name="Scale">The factor by which every amount of data is multiplied, 1 unless given.</param>
public sealed record LoadSettings(double Scale = 1.0);
