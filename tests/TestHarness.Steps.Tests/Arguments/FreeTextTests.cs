using System.Reflection;
using Reqnroll;
using TestHarness.Steps.World;

namespace TestHarness.Steps.Tests.Arguments;

/// <summary>
/// A step takes text, numbers and tables of a feature by types that check them. The few raw texts are listed here, each with the
/// reason why it can do no harm.
/// </summary>
internal sealed class FreeTextTests
{
    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["GuestSteps.WhenTheGuestRuns.command"] = "the guest's shell runs it, and no host",
        ["GuestSteps.WhenTheGuestRunsWhichFails.command"] = "the guest's shell runs it, and no host",
    };

    private static readonly Type[] Unchecked = [typeof(string), typeof(object), typeof(DataTable)];

    [Test]
    public void A_step_takes_no_raw_text_number_or_table_that_is_not_listed() =>
        Assert.That(RawParameters(), Is.EquivalentTo(Reasons.Keys));

    [Test]
    public void A_listed_text_has_a_reason() => Assert.That(Reasons.Values, Has.All.Not.Empty);

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
