using System.Reflection;
using System.Text.RegularExpressions;
using TestHarness.Failures;
using TestHarness.Ledger;
using TestHarness.Tests.Environments;
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

    /// <summary>Each row of the table for tests/leg-checks/remove-each names a text that is in its file once.</summary>
    [Test]
    public void The_table_of_removals_fits_the_code()
    {
        var rows = File.ReadLines(Path.Combine(Repository.Folder("tests"), "leg-checks", "removals.tsv"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t'));
        var wrong = rows
            .Where(row => Occurrences(File.ReadAllText(Path.Combine(Repository.Folder("src"), "..", row[1])), row[2]) != 1)
            .Select(row => $"{row[1]} must have once: {row[2]}");

        Assert.That(wrong, Is.Empty);
    }

    private static int Occurrences(string content, string text) => content.Split(text).Length - 1;

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
