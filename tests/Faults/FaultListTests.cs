using System.Reflection;

namespace TestHarness.Tests.Faults;

/// <summary>No row of the fault matrix is without a test, and no test is of a row that is not in it.</summary>
internal sealed class FaultListTests
{
    [Test]
    public void Every_row_of_this_project_has_a_test()
    {
        var assembly = typeof(FaultListTests).Assembly;
        var rows = FaultRow.ReadAll().Where(row => row.Project == assembly.GetName().Name).Select(row => row.Name);
        var tests = assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Select(method => method.GetCustomAttribute<FaultAttribute>()?.Row).OfType<string>();

        Assert.That(tests, Is.EquivalentTo(rows));
    }
}
