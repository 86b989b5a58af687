namespace TestHarness.Environments;

/// <summary>The allowed distance of a scenario's figures from what is usual in this environment.</summary>
/// <param name="Multiple">
/// The largest multiple of the usual value that a figure may reach, 5 unless given; a fixed floor is added.
/// </param>
public sealed record BaselineSettings(double Multiple = 5);
