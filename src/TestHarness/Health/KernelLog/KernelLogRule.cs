using System.Text.RegularExpressions;

namespace TestHarness.Health.KernelLog;

/// <summary>A text that is an error whatever its level; the group <c>dev</c>, where there is one, is the device.</summary>
public sealed record KernelLogRule(string Name, HealthSeverity Severity, Regex Pattern)
{
    public KernelLogLayer Layer { get; init; }

    public PathLossRole PathLoss { get; init; }

    internal static KernelLogRule Critical(string name, Regex pattern, PathLossRole pathLoss = PathLossRole.None) =>
        new(name, HealthSeverity.Critical, pattern) { PathLoss = pathLoss };

    internal static KernelLogRule Error(string name, Regex pattern, PathLossRole pathLoss = PathLossRole.None) =>
        new(name, HealthSeverity.Error, pattern) { PathLoss = pathLoss };

    /// <summary>Returns the device of a record that the rule matches; null when the record names none.</summary>
    internal string? FindDevice(KernelLogRecord record) =>
        Pattern.Match(record.Text).Groups["dev"] is { Success: true } group ? group.Value : null;
}
