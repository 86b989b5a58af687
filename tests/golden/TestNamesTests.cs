using System.Reflection;
using NUnit.Framework.Interfaces;

namespace TestHarness.Golden;

/// <summary>The names of this project's tests with their categories: a test that goes away is seen.</summary>
[Category(GoldenFile.Category)]
internal sealed class TestNamesTests
{
    /// <summary>Tests that are compiled only where Allure's library restores.</summary>
    private const string WithAllure = "AllureLibraryContractTests";

    private static readonly Assembly Here = typeof(TestNamesTests).Assembly;

    [Test]
    public void The_projects_tests_are_those_of_the_golden_file() =>
        new GoldenFile($"test-names/{Here.GetName().Name}.txt").Compare(Names());

    [Test]
    public void A_difference_names_each_line_that_went_and_each_that_came() => Assert.That(
        GoldenFile.Difference(["a", "b", "b", "c"], ["a", "b", "d", "c"]), Is.EqualTo("- b\n+ d\n"));

    [Test]
    public void Lines_in_another_order_are_a_difference() =>
        Assert.That(GoldenFile.Difference(["a", "b"], ["b", "a"]), Does.Contain("another order"));

    [Test]
    public void The_same_lines_are_no_difference() => Assert.That(GoldenFile.Difference(["a"], ["a"]), Is.Null);

    /// <summary>A test of an abstract class is one of each class below it.</summary>
    private static IEnumerable<string> Names() => Here.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.Name != WithAllure)
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static))
        .Where(method => method.GetCustomAttributes(inherit: true).Any(IsTest))
        .Select(method => $"{method.ReflectedType!.FullName}.{method.Name}{Marks(method)}")
        .Order(StringComparer.Ordinal);

    private static bool IsTest(object attribute) => attribute is ITestBuilder or ISimpleTestBuilder;

    private static string Marks(MethodInfo method)
    {
        object[] attributes =
            [.. method.ReflectedType!.GetCustomAttributes(inherit: true), .. method.GetCustomAttributes(inherit: true)];
        string[] marks =
        [
            .. attributes.OfType<CategoryAttribute>().Select(category => category.Name).Distinct().Order(StringComparer.Ordinal),
            .. attributes.Any(attribute => attribute is ExplicitAttribute) ? ["explicit"] : Array.Empty<string>(),
            .. attributes.Any(attribute => attribute is IgnoreAttribute) ? ["ignored"] : Array.Empty<string>(),
        ];
        return marks.Length == 0 ? "" : $" [{string.Join(", ", marks)}]";
    }
}
