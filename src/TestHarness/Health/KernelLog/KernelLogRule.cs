using System.Text.RegularExpressions;

namespace TestHarness.Health.KernelLog;

/// <summary>A text that is an error whatever its level; the group <c>dev</c>, where there is one, is the device.</summary>
public sealed record KernelLogRule(string Name, HealthSeverity Severity, Regex Pattern)
{
    public KernelLogLayer Layer { get; init; }

    internal static KernelLogRule Critical(string name, Regex pattern) => new(name, HealthSeverity.Critical, pattern);

    internal static KernelLogRule Error(string name, Regex pattern) => new(name, HealthSeverity.Error, pattern);

    public bool Matches(KernelLogRecord record, out string? device)
    {
        var match = Pattern.Match(record.Text);
        device = match.Groups["dev"] is { Success: true } group ? group.Value : null;
        return match.Success;
    }
}
