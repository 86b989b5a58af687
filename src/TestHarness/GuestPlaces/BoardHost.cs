using TestHarness.Environments;

namespace TestHarness.GuestPlaces;

/// <summary>A host with what decides on the boards of guests that migrate to it.</summary>
/// <param name="Settings">The QEMU that a person chose for the host.</param>
/// <param name="Processor">The processors' model and number.</param>
public sealed record BoardHost(string Name, HostTools Tools, QemuSettings Settings, string Processor);
