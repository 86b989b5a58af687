namespace TestHarness.Environments;

/// <summary>How much load a scenario drives.</summary>
/// <param name="Scale">A factor on every amount of data.</param>
public sealed record LoadSettings(double Scale = 1.0);
