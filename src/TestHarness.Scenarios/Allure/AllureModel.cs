using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;
using TestHarness.Texts;
using Commons = Allure.Net.Commons;

namespace TestHarness.Scenarios.Allure;

/// <summary>
/// Plans and outcomes in the library's classes; ids, labels and statuses are equal to those of the built-in writer.
/// </summary>
internal sealed class AllureModel(Func<Exception, bool> isFailure, TextOutlet texts)
{
    /// <summary>Makes the result of a scenario that starts.</summary>
    public Commons.TestResult Result(ScenarioPlan scenario, string framework)
    {
        var fullName = AllureIds.FullName(scenario);
        return new()
        {
            uuid = Guid.NewGuid().ToString(),
            historyId = AllureIds.HistoryId(fullName, scenario),
            testCaseId = AllureIds.TestCaseId(fullName),
            fullName = texts.Line(fullName),
            titlePath = [.. scenario.Feature.Location.File.Split('/').Select(texts.Line)],
            name = texts.Line(scenario.Title),
            description = scenario.Description.Length > 0 ? texts.Block(scenario.Description) : null,
            descriptionHtml = AllureDescription.Html(scenario.Description, texts),
            parameters = [.. Parameters(scenario.Arguments)],
            labels = [.. AllureLabels.Of(scenario, framework).Select(Label)],
            links = [.. AllureLabels.Links(scenario).Select(Link)],
        };
    }

    /// <summary>Makes the result of a feature file that could not be read.</summary>
    public Commons.TestResult Unreadable(FeatureLoadException error)
    {
        var result = AllureUnreadable.Result(error, DateTimeOffset.UtcNow);
        return new()
        {
            uuid = result.Uuid,
            historyId = result.HistoryId,
            testCaseId = result.TestCaseId,
            fullName = texts.Line(result.FullName),
            titlePath = [.. result.TitlePath.Select(texts.Line)],
            name = texts.Line(result.Name),
            status = Commons.Status.broken,
            statusDetails = new() { message = texts.Block(error.Message) },
            labels = [.. result.Labels.Select(Label)],
        };
    }

    /// <summary>Makes the parameters of a scenario or step.</summary>
    public IEnumerable<Commons.Parameter> Parameters(IEnumerable<KeyValuePair<string, string>> arguments) =>
        arguments.Select(argument => new Commons.Parameter
        {
            name = texts.Line(argument.Key),
            value = texts.Line(argument.Value),
        });

    /// <summary>Sets the status of a scenario, step or hook.</summary>
    public void Judge(Commons.ExecutableItem item, Outcome outcome, Exception? error) =>
        Judge(item, AllureStatus.Of(outcome, error, isFailure), AllureStatus.Details(error));

    /// <summary>Sets the status and the links of a scenario that ended.</summary>
    public void Judge(Commons.TestResult item, ScenarioResult result)
    {
        Judge(item, AllureStatus.Of(result.Outcome, result.Error, isFailure), AllureStatus.Details(result));
        item.links = [.. AllureLabels.Links(result).Select(Link)];
    }

    private void Judge(Commons.ExecutableItem item, string status, AllureStatusDetails? found)
    {
        item.status = Enum.Parse<Commons.Status>(status);
        item.statusDetails = found is { } details
            ? new()
            {
                message = texts.Block(details.Message),
                trace = details.Trace is { } trace ? texts.Block(trace) : null,
                known = details.Known == true,
            }
            : null;
    }

    private Commons.Link Link(AllureLink link) => new()
    {
        name = texts.Line(link.Name),
        type = link.Type,
        url = link.Url is { } url ? texts.Line(url) : null,
    };

    private Commons.Label Label(AllureLabel label) => new() { name = texts.Line(label.Name), value = texts.Line(label.Value) };
}
