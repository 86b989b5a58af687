using TestHarness.Scenarios.Conversion;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Matching;
using TestHarness.Scenarios.Registry;

namespace TestHarness.Scenarios.Checking;

/// <summary>Converts the arguments of steps before anything runs, as far as that takes no object of a scenario.</summary>
internal sealed class ArgumentCheck(BindingRegistry registry)
{
    private readonly ArgumentConverter converter = new(registry.Transformations, new NoScenario());

    /// <summary>What is wrong with the step's arguments, and where.</summary>
    public async Task<IEnumerable<(SourceLocation Location, string Message)>> FindAsync(StepMatch match)
    {
        var parameters = match.Binding.Method.GetParameters();
        var wrong = new List<(SourceLocation, string)>();
        for (var i = 0; i < match.Arguments.Length; i++)
        {
            if (await FindAsync(match.Arguments[i], parameters[i].ParameterType, match.Step.Location) is { } error)
                wrong.Add(error);
        }

        object? last = match.Step.Table is { } plan ? new DataTable(plan) : match.Step.DocString;
        var place = match.Step.Table?.Location ?? match.Step.Location;
        if (last is not null && await FindAsync(last, parameters[^1].ParameterType, place) is { } bad)
            wrong.Add(bad);
        return wrong;
    }

    private async Task<(SourceLocation Location, string Message)?> FindAsync(object value, Type target, SourceLocation place)
    {
        try
        {
            await converter.ConvertAsync(value, target);
            return null;
        }
        catch (NeedsScenarioException)
        {
            return null;
        }
        catch (DataTableException e)
        {
            return (e.Location ?? place, e.Detail);
        }
        catch (Exception e)
        {
            return (place, e.Message);
        }
    }
}
