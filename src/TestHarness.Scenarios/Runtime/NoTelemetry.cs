using Reqnroll.Analytics;

namespace TestHarness.Scenarios.Runtime;

/// <summary>A telemetry service that sends nothing; Reqnroll's own one would report each run to its makers.</summary>
internal sealed class NoTelemetry : IAnalyticsRuntimeTelemetryService
{
    /// <inheritdoc/>
    public void SendProjectRunningEvent()
    {
    }

    /// <inheritdoc/>
    public void SendFeatureUseEvent(string featureName, Dictionary<string, string> properties, Dictionary<string, double> metrics)
    {
    }
}
