using Gherkin.CucumberMessages;

namespace TestHarness.Scenarios.CucumberReports;

/// <summary>Ids that differ from all others: a browser refuses a report in which two documents share one.</summary>
internal sealed class UniqueIds : IIdGenerator
{
    /// <inheritdoc/>
    public string GetNewId() => Guid.NewGuid().ToString("N");
}
