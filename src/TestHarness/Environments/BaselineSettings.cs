namespace TestHarness.Environments;

/// <summary>How far a scenario's figures may be from what is usual in this environment.</summary>
/// <param name="Multiple">How many times the usual value a figure may reach, 5 unless given; a fixed floor is added.</param>
public sealed record BaselineSettings(double Multiple = 5);
