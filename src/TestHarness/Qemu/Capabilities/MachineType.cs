namespace TestHarness.Qemu.Capabilities;

/// <summary>A machine type of QEMU.</summary>
/// <param name="Alias">Another name of the type, as <c>q35</c> for <c>pc-q35-7.2</c>; null when there is none.</param>
public sealed record MachineType(string Name, string? Alias, bool IsDefault, bool IsDeprecated);
