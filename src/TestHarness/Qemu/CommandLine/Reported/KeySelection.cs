using System.Collections.Immutable;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>What a table of key rules makes of an option's properties.</summary>
/// <param name="Kept">The properties to launch, each key once.</param>
/// <param name="Reasons">Why other keys are dropped.</param>
internal sealed record KeySelection(
    ImmutableArray<OptionProperty> Kept, ImmutableArray<string> Reasons, ImmutableArray<string> Refusals);
