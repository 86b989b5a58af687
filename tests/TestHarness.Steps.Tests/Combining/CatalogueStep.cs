using System.Collections.Immutable;
using System.Reflection;
using Reqnroll;
using Reqnroll.Bindings;
using TestHarness.Steps.Migration;
using TestHarness.Steps.World;

namespace TestHarness.Steps.Tests.Combining;

/// <summary>A When or Then of the catalogue, which reflection finds, with arguments by which it can be called.</summary>
/// <param name="Expression">The first of the step's expressions, with its keyword.</param>
internal sealed record CatalogueStep(string Expression, MethodInfo Method)
{
    public static ImmutableArray<CatalogueStep> All { get; } =
    [
        .. from type in typeof(ScenarioWorld).Assembly.GetTypes()
           where type.IsDefined(typeof(BindingAttribute))
           from method in type.GetMethods()
           let step = method.GetCustomAttributes<StepDefinitionBaseAttribute>().FirstOrDefault(IsAfterGiven)
           where step is not null
           let expression = $"{step.Types.First(IsAfterGiven)} {step.Expression}"
           orderby expression
           select new CatalogueStep(expression, method),
    ];

    /// <summary>Whether another step does the same with fewer arguments: it runs only where it must be refused.</summary>
    public bool IsVariant => Method.Name is nameof(MigrationSteps.WhenTheGuestIsMigrated)
        or nameof(MigrationSteps.WhenTheGuestIsMigratedWith) or nameof(MigrationSteps.WhenTheGuestIsMigratedTimesWith);

    /// <exception cref="InvalidOperationException">StepArguments has no example for a parameter.</exception>
    public object[] Arguments => [.. Method.GetParameters().Select(parameter => StepArguments.Of(Method, parameter))];

    public override string ToString() => Expression;

    /// <summary>Calls the step and waits for its end.</summary>
    public async Task RunAsync(StepObjects steps)
    {
        var instance = Method.IsStatic ? null : steps.Get(Method.DeclaringType!);
        if (Method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, Arguments, null) is Task running)
            await running;
    }

    private static bool IsAfterGiven(StepDefinitionBaseAttribute step) => step.Types.Any(IsAfterGiven);

    private static bool IsAfterGiven(StepDefinitionType type) => type is not StepDefinitionType.Given;
}
