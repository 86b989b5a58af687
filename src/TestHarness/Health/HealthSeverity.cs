namespace TestHarness.Health;

public enum HealthSeverity
{
    Warning,
    Error,
    Critical,
}
