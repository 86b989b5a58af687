using TestHarness.Migration;
using TestHarness.GuestPlaces;
using TestHarness.Qemu.Machines;

namespace TestHarness.Labs.Recipes;

/// <summary>A leg that is to be made.</summary>
/// <param name="Number">The number of the leg, from 1, across all rounds.</param>
/// <param name="Ahead">The incoming QEMU when it was started ahead; null when it was not.</param>
internal sealed record LegRequest(
    PlacedGuest Guest, GuestPlace To, MigrationOptions Options, int Number, Task<QemuMachine>? Ahead);
