using System.Collections.Specialized;

namespace TestHarness.Scenarios;

/// <summary>What the feature file says of a scenario. Tags have no @; <see cref="CombinedTags"/> includes the inherited ones.</summary>
public sealed record ScenarioInfo(
    string Title,
    string Description,
    string[] Tags,
    string[] CombinedTags,
    IOrderedDictionary Arguments);
