using System.Collections.Immutable;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>An option of a report, beside the options that are launched in its place.</summary>
/// <param name="Reported">Null for an option that the harness adds.</param>
/// <param name="Launched">Empty when the option is dropped.</param>
/// <param name="Reasons">Why the option, or a key of it, is replaced or dropped.</param>
public sealed record MappedOption(
    QemuOption? Reported, Disposition Disposition, ImmutableArray<QemuOption> Launched, ImmutableArray<string> Reasons);
