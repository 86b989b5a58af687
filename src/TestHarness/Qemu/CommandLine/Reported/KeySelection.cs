using System.Collections.Immutable;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>The result of a table of key rules for an option's properties.</summary>
/// <param name="Kept">The properties to launch, each key once.</param>
/// <param name="Reasons">The reasons why other keys are dropped.</param>
internal sealed record KeySelection(
    ImmutableArray<OptionProperty> Kept, ImmutableArray<string> Reasons, ImmutableArray<string> Refusals);
