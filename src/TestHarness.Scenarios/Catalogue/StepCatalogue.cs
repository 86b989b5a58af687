using System.Collections.Immutable;
using System.Reflection;
using Reqnroll.Bindings;
using TestHarness.Scenarios.Runtime;

namespace TestHarness.Scenarios.Catalogue;

/// <summary>The catalogue of the step vocabulary.</summary>
public static class StepCatalogue
{
    /// <summary>Lists the steps by class, and in a class in the order of the source.</summary>
    public static ImmutableArray<StepDescription> Of(StepVocabulary steps)
    {
        var definitions = steps.Registry.GetStepDefinitions().ToArray();
        var documentation = definitions
            .Select(step => AssemblyOf(MethodNames.MethodOf(step)))
            .Distinct()
            .ToDictionary(assembly => assembly, XmlDocumentation.Beside);
        return
        [
            .. definitions
                .GroupBy(step => (Method: MethodNames.MethodOf(step), step.SourceExpression))
                .OrderBy(step => step.Key.Method.ReflectedType!.FullName, StringComparer.Ordinal)
                .ThenBy(step => step.Key.Method.MetadataToken)
                .Select(step => Describe(step.Key.Method, step, documentation)),
        ];
    }

    private static StepDescription Describe(
        MethodInfo method,
        IEnumerable<IStepDefinitionBinding> steps,
        Dictionary<Assembly, XmlDocumentation> documentation) => new(
        [.. steps.Select(step => step.StepDefinitionType)],
        steps.First().SourceExpression,
        method.ReflectedType!.Name,
        method.Name,
        [.. method.GetParameters().Select(parameter => new StepParameter(parameter.Name!, parameter.ParameterType))],
        documentation[AssemblyOf(method)].Summary(method));

    private static Assembly AssemblyOf(MethodInfo method) => method.DeclaringType!.Assembly;
}
