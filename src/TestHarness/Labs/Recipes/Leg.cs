using System.Collections.Immutable;
using TestHarness.Health.Progress;
using TestHarness.Migration;
using TestHarness.GuestPlaces;

namespace TestHarness.Labs.Recipes;

/// <summary>A leg whose guest has arrived, before anything was checked.</summary>
/// <param name="From">The place that the guest left.</param>
/// <param name="To">Where the guest is now.</param>
/// <param name="Sent">Bytes of guest memory sent, from the leg's start on.</param>
internal sealed record Leg(
    GuestMove Move, GuestPlace From, GuestPlace To, LegResult Result, ImmutableArray<ProgressSample> Sent);
