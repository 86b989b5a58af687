using NUnit.Framework;
using TestHarness.Scenarios.Features;

namespace TestHarness.Features;

internal sealed class UnreadableFeatureFixture(FeatureLoadException error)
{
    public void Is_valid() => Assert.Fail(FixtureTexts.Outlet.Block(error.Message));
}
