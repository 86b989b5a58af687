using System.Collections.Immutable;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>An option of a report, with the options that are launched in its place.</summary>
/// <param name="Reported">The reported option; null for an option that the harness adds.</param>
/// <param name="Launched">The launched options; empty when the option is dropped.</param>
/// <param name="Reasons">The reasons why the option, or a key of it, is replaced or dropped.</param>
public sealed record MappedOption(
    QemuOption? Reported, Disposition Disposition, ImmutableArray<QemuOption> Launched, ImmutableArray<string> Reasons);
