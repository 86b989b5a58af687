using System.Reflection;
using Reqnroll;
using TestHarness.Steps.World;

namespace TestHarness.Steps.Tests.Arguments;

/// <summary>
/// A step takes text, numbers and tables of a feature by types that check them.
/// </summary>
internal sealed class FreeTextTests
{
    private static readonly Type[] Unchecked = [typeof(string), typeof(object), typeof(DataTable)];

    [Test]
    public void A_step_takes_no_raw_text_number_or_table() => Assert.That(RawParameters(), Is.Empty);

    private static IEnumerable<string> RawParameters() =>
        from type in typeof(ScenarioWorld).Assembly.GetTypes()
        where type.IsDefined(typeof(BindingAttribute))
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static)
        where method.IsDefined(typeof(StepDefinitionBaseAttribute), inherit: true)
        from parameter in method.GetParameters()
        let raw = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType
        where Unchecked.Contains(raw) || raw.IsPrimitive || raw.IsArray || raw == typeof(decimal)
        select $"{type.Name}.{method.Name}.{parameter.Name}";
}
