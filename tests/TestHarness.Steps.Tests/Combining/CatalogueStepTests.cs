namespace TestHarness.Steps.Tests.Combining;

/// <summary>A step that is new joins the combinations by itself, or fails here until its arguments are known.</summary>
[TestFixture]
internal sealed class CatalogueStepTests
{
    [Test]
    public void Every_step_has_arguments_for_its_combinations() => Assert.Multiple(() =>
    {
        foreach (var step in CatalogueStep.All)
            Assert.That(() => step.Arguments, Throws.Nothing, $"{step}");
    });

    [Test]
    public void Every_step_that_must_be_refused_is_a_step() => Assert.That(
        LeftOpen.All.SelectMany(open => open.Refuses).Distinct(),
        Is.SubsetOf(CatalogueStep.All.Select(step => step.Method.Name)));
}
