namespace TestHarness.Qemu.CommandLine.Pasted;

/// <summary>A guest of a paste.</summary>
/// <param name="Source">The command with which the guest starts; the destination's when the paste has no other.</param>
/// <param name="Destination">The command that waits for the guest's migration; null when the paste has none.</param>
public sealed record PastedGuest(PastedCommand Source, PastedCommand? Destination);
