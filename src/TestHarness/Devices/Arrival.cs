using TestHarness.Guests;
using TestHarness.Migration;
using TestHarness.GuestPlaces;

namespace TestHarness.Devices;

/// <summary>A guest that has just arrived on a place by a completed leg.</summary>
/// <param name="Move">The guest's way, with both QEMUs.</param>
/// <param name="Place">The place where the guest is now.</param>
public sealed record Arrival(GuestMove Move, GuestPlace Place, LegResult Result)
{
    /// <summary>The guest.</summary>
    public Guest Guest => Move.Guest;
}
