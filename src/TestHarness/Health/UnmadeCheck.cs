using TestHarness.Failures;

namespace TestHarness.Health;

/// <summary>A check that was not made; it is reported, and never counts as passed.</summary>
public sealed record UnmadeCheck(HealthCheck Check, string Where, string Reason)
{
    /// <summary>
    /// Whether the check does not apply to the device or the way of migration, on any host. When false, the check should have
    /// been made and could not be, which fails the scenario under strict mode.
    /// </summary>
    public bool IsInapplicable { get; init; }

    /// <summary>The check and the guest or host, without the reason.</summary>
    public string Title => $"{Check.ToText()} of {Where}";

    public override string ToString() => $"{Where}: {Check.ToText()} was not checked: {Reason}";
}
