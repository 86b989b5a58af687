namespace TestHarness.Health;

/// <summary>The severity of a finding.</summary>
public enum HealthSeverity
{
    /// <summary>The fault may have no effect.</summary>
    Warning,
    /// <summary>A request or a function failed.</summary>
    Error,
    /// <summary>The guest or the host, or its data, is damaged.</summary>
    Critical,
}
