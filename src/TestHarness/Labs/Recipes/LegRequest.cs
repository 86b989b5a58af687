using TestHarness.Migration;
using TestHarness.GuestPlaces;
using TestHarness.Qemu.Machines;

namespace TestHarness.Labs.Recipes;

/// <summary>A leg that is to be made.</summary>
/// <param name="Number">From 1 on, across all rounds.</param>
/// <param name="Ahead">The incoming QEMU, when it was started ahead; else null.</param>
internal sealed record LegRequest(
    PlacedGuest Guest, GuestPlace To, MigrationOptions Options, int Number, Task<QemuMachine>? Ahead);
