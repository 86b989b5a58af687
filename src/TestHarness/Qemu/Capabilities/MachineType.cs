namespace TestHarness.Qemu.Capabilities;

/// <param name="Alias">Another name it goes by, as <c>q35</c> for <c>pc-q35-7.2</c>.</param>
public sealed record MachineType(string Name, string? Alias, bool IsDefault, bool IsDeprecated);
