using System.Reflection;
using System.Text.RegularExpressions;
using TestHarness.Failures;
using TestHarness.Ledger;
using TestHarness.Tests.Ledger;

namespace TestHarness.Tests.Labs.LegChecks;

/// <summary>No check is without a test that plants its fault.</summary>
public sealed partial class CheckListTests
{
    [TestCaseSource(nameof(Checks))]
    public void Every_check_has_a_test_that_plants_its_fault(HealthCheck check) =>
        Assert.That(
            Tests<PlantsFaultAttribute>().Select(plants => plants.Check),
            Does.Contain(check),
            $"no test plants a fault for the check {check} ({check.ToText()}): add one with [PlantsFault(HealthCheck.{check})]");

    [Test]
    public void Every_kind_of_leak_has_a_test_that_leaves_one() =>
        Assert.That(Tests<PlantsLeakAttribute>().Select(plants => plants.Kind).Distinct(), Is.EquivalentTo(LeakKinds()));

    private static HealthCheck[] Checks() => Enum.GetValues<HealthCheck>();

    private static IEnumerable<T> Tests<T>()
        where T : Attribute => typeof(CheckListTests).Assembly.GetTypes()
        .Where(type => !type.IsAbstract)
        .SelectMany(type => type.GetMethods())
        .Where(method => method.IsDefined(typeof(TestAttribute)) || method.IsDefined(typeof(TestCaseAttribute)))
        .SelectMany(method => method.GetCustomAttributes<T>());

    /// <summary>The first words of the lines that the leak check's script prints.</summary>
    private static IEnumerable<string> LeakKinds() =>
        LeakLine().Matches(LeakScript.Compose(LeakLooks.Probes)).Select(line => line.Groups[1].Value).Distinct();

    [GeneratedRegex("""(?:listed |echo "(?=[a-z]+ /run/))([a-z-]+) """)]
    private static partial Regex LeakLine();
}
