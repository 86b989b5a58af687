namespace TestHarness.Health;

/// <summary>Something that is not as it must be on a guest or host.</summary>
/// <param name="Check">The check that found it, for example <c>kernel log</c>.</param>
/// <param name="Where">The guest or host.</param>
public sealed record HealthFinding(string Check, string Where, HealthSeverity Severity, string Message)
{
    public override string ToString() => $"{Severity.ToString().ToLowerInvariant()}: {Where}: {Check}: {Message}";
}

/// <summary>A finding that an entry of the allow-list covers.</summary>
public sealed record AllowedFinding(HealthFinding Finding, string Reason, DateOnly Expires);

/// <summary>A check that could not be made; it is shown, and it never counts as passed.</summary>
public sealed record UnmadeCheck(string Check, string Where, string Reason)
{
    public override string ToString() => $"{Where}: {Check} was not checked: {Reason}";
}
