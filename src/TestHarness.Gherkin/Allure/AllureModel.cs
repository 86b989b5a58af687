using TestHarness.Gherkin.Features;
using TestHarness.Gherkin.Running;
using Commons = Allure.Net.Commons;

namespace TestHarness.Gherkin.Allure;

/// <summary>Plans and outcomes in the library's classes; ids, labels and statuses are those of the built-in writer.</summary>
internal sealed class AllureModel(Func<Exception, bool> isFailure)
{
    public static Commons.TestResult Result(ScenarioPlan scenario, string framework)
    {
        var fullName = AllureIds.FullName(scenario);
        return new()
        {
            uuid = Guid.NewGuid().ToString(),
            historyId = AllureIds.HistoryId(fullName, scenario),
            testCaseId = AllureIds.TestCaseId(fullName),
            fullName = fullName,
            titlePath = [.. scenario.Feature.Location.File.Split('/')],
            name = scenario.Title,
            description = scenario.Description.Length > 0 ? scenario.Description : null,
            parameters = [.. Parameters(scenario.Arguments)],
            labels = [.. AllureLabels.Of(scenario, framework).Select(Label)],
            links = [.. AllureLabels.Links(scenario).Select(link => new Commons.Link { name = link.Name, type = link.Type })],
        };
    }

    public static Commons.TestResult Unreadable(FeatureLoadException error)
    {
        var result = AllureUnreadable.Result(error, DateTimeOffset.UtcNow);
        return new()
        {
            uuid = result.Uuid,
            historyId = result.HistoryId,
            testCaseId = result.TestCaseId,
            fullName = result.FullName,
            titlePath = [.. result.TitlePath],
            name = result.Name,
            status = Commons.Status.broken,
            statusDetails = new() { message = error.Message },
            labels = [.. result.Labels.Select(Label)],
        };
    }

    public static IEnumerable<Commons.Parameter> Parameters(IEnumerable<KeyValuePair<string, string>> arguments) =>
        arguments.Select(argument => new Commons.Parameter { name = argument.Key, value = argument.Value });

    public void Judge(Commons.ExecutableItem item, Outcome outcome, Exception? error, string? reason = null)
    {
        item.status = Enum.Parse<Commons.Status>(AllureStatus.Of(outcome, error, isFailure));
        item.statusDetails = AllureStatus.Details(error, reason) is { } details
            ? new() { message = details.Message, trace = details.Trace }
            : null;
    }

    private static Commons.Label Label(AllureLabel label) => new() { name = label.Name, value = label.Value };
}
