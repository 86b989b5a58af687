using System.Collections.Immutable;
using TestHarness.Health.Progress;
using TestHarness.Migration;
using TestHarness.GuestPlaces;

namespace TestHarness.Labs.Recipes;

/// <summary>A leg whose guest has arrived, before the checks.</summary>
/// <param name="From">The place that the guest left.</param>
/// <param name="To">The place where the guest is now.</param>
/// <param name="Sent">The guest memory sent since the leg's start, in bytes.</param>
internal sealed record Leg(
    GuestMove Move, GuestPlace From, GuestPlace To, LegResult Result, ImmutableArray<ProgressSample> Sent);
