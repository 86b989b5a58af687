using Reqnroll;
using TestHarness.Scenarios.Catalogue;
using TestHarness.Scenarios.Tests.Support;

namespace TestHarness.Scenarios.Tests.Catalogue;

public sealed class StepCatalogueTests
{
    [Test]
    public void Lists_steps_with_their_summaries()
    {
        using var vocabulary = Engine.Steps(typeof(Documented));
        var steps = StepCatalogue.Of(vocabulary);
        Assert.Multiple(() =>
        {
            Assert.That(
                steps.Select(s => s.Expression), Is.EqualTo(new[] { "a guest with {int} LUN(s)", "these", "undocumented" }));
            Assert.That(steps[0].Summary, Is.EqualTo("A guest that has LUNs of its own, see DataTable."));
            Assert.That(steps[0].Parameters.Select(p => $"{p.Type.Name} {p.Name}"), Is.EqualTo(new[] { "Int32 count" }));
            Assert.That((steps[0].ClassName, steps[0].MethodName), Is.EqualTo(("Documented", "Guest")));
            Assert.That(steps[1].Summary, Is.EqualTo("These things."));
            Assert.That(steps[2].Summary, Is.Null);
            Assert.That(steps[2].Types, Has.Length.EqualTo(3));
        });
    }

    [Binding]
    public sealed class Documented
    {
        /// <summary>A guest that has LUNs of
        /// its own, see <see cref="DataTable"/>.</summary>
        [Given("a guest with {int} LUN(s)")]
        public void Guest(int count) => Log.Add(count);

        /// <summary>These things.</summary>
        [When("these")]
        public void These(DataTable table, int? count, List<string> names, string[] more) => Log.Add(table);

        [StepDefinition("undocumented")]
        public void Undocumented() => Log.Add("");
    }
}
