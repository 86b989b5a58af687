using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.Allure;

/// <summary>The broken result of a feature file that could not be read.</summary>
internal static class AllureUnreadable
{
    /// <summary>Makes the result.</summary>
    public static AllureResult Result(FeatureLoadException error, DateTimeOffset at)
    {
        var id = AllureIds.TestCaseId(error.File);
        var time = at.ToUnixTimeMilliseconds();
        return new AllureResult(
            Guid.NewGuid().ToString(),
            id,
            id,
            error.File,
            [.. error.File.Split('/')],
            error.File,
            null,
            null,
            "broken",
            new AllureStatusDetails(error.Message, null),
            time,
            time,
            [],
            [],
            [],
            [new AllureLabel("suite", error.File), new AllureLabel("framework", "Reqnroll"), new AllureLabel("language", "C#")],
            []);
    }
}
