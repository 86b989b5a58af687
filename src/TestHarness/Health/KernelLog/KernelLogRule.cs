using System.Text.RegularExpressions;

namespace TestHarness.Health.KernelLog;

/// <summary>A text that is an error at any level. The group <c>dev</c> of the pattern, if it has one, is the device.</summary>
public sealed record KernelLogRule(string Name, HealthSeverity Severity, Regex Pattern)
{
    /// <summary>The part of the system that reports the error.</summary>
    public KernelLogLayer Layer { get; init; }

    /// <summary>The relation of the error to the loss of a path.</summary>
    public PathLossRole PathLoss { get; init; }

    internal static KernelLogRule Critical(string name, Regex pattern, PathLossRole pathLoss = PathLossRole.None) =>
        new(name, HealthSeverity.Critical, pattern) { PathLoss = pathLoss };

    internal static KernelLogRule Error(string name, Regex pattern, PathLossRole pathLoss = PathLossRole.None) =>
        new(name, HealthSeverity.Error, pattern) { PathLoss = pathLoss };

    /// <summary>Returns the device of a record that the rule matches; null when the record names none.</summary>
    internal string? FindDevice(KernelLogRecord record) =>
        Pattern.Match(record.Text).Groups["dev"] is { Success: true } group ? group.Value : null;
}
