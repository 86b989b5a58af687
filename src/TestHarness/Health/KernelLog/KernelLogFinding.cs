namespace TestHarness.Health.KernelLog;

/// <summary>A record that is an error, by a rule or by its level.</summary>
/// <param name="Rule">The name of the rule, or <c>level N</c>.</param>
/// <param name="Device">The device; null when the record names none.</param>
public sealed record KernelLogFinding(HealthSeverity Severity, string Rule, string? Device, KernelLogRecord Record)
{
    /// <summary>The part of the system that reports the error.</summary>
    public KernelLogLayer Layer { get; init; }

    /// <summary>The relation of the error to the loss of a path.</summary>
    public PathLossRole PathLoss { get; init; }

    /// <summary>The reason why the allow list does not accept the record any more; null when it never did.</summary>
    public string? Note { get; init; }

    /// <summary>The rule and the device, without the record.</summary>
    public string Title => Device is null ? Rule : $"{Rule} on {Device}";

    public override string ToString() => $"{Title}: {Record}{(Note is null ? "" : $" ({Note})")}";
}
