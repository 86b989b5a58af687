using System.Collections.Immutable;

namespace TestHarness.Scenarios.Allure;

/// <summary>The hooks before and after the results with the uuids in <paramref name="Children"/>.</summary>
internal sealed record AllureContainer(
    string Uuid,
    string Name,
    ImmutableArray<string> Children,
    ImmutableArray<AllureStep> Befores,
    ImmutableArray<AllureStep> Afters,
    long Start,
    long Stop);
