using Gherkin.CucumberMessages;

namespace TestHarness.Scenarios.CucumberReports;

/// <summary>Makes ids that differ from all others: the browser refuses a report in which two documents share one.</summary>
internal sealed class UniqueIds : IIdGenerator
{
    public string GetNewId() => Guid.NewGuid().ToString("N");
}
