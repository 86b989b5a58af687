using System.Collections.Immutable;
using System.Reflection;
using TestHarness.Scenarios.Registry;

namespace TestHarness.Scenarios.Catalogue;

/// <summary>Lists the step vocabulary.</summary>
public static class StepCatalogue
{
    /// <summary>By class, then in the order of the source.</summary>
    public static ImmutableArray<StepDescription> Of(BindingRegistry registry)
    {
        var documentation = new Dictionary<Assembly, XmlDocumentation>();
        return
        [
            .. registry.Steps
                .OrderBy(s => s.Method.ReflectedType!.FullName, StringComparer.Ordinal)
                .ThenBy(s => s.Method.MetadataToken)
                .Select(s => Describe(s, documentation)),
        ];
    }

    private static StepDescription Describe(StepBinding step, Dictionary<Assembly, XmlDocumentation> documentation)
    {
        var assembly = step.Method.DeclaringType!.Assembly;
        if (!documentation.TryGetValue(assembly, out var xml))
            documentation[assembly] = xml = XmlDocumentation.Beside(assembly);
        return new StepDescription(
            step.Types,
            step.Expression,
            step.Method.ReflectedType!.Name,
            step.Method.Name,
            [.. step.Method.GetParameters().Select(p => new StepParameter(p.Name!, p.ParameterType))],
            xml.Summary(step.Method));
    }
}
