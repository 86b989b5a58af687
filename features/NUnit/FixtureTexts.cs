using TestHarness.Steps.Reporting;
using TestHarness.Texts;

namespace TestHarness.Features;

/// <summary>The way out of all texts of this process: names of tests, messages, output.</summary>
internal static class FixtureTexts
{
    private static readonly Lazy<TextOutlet> Chosen = new(RunTexts.OfChosenEnvironment);

    public static TextOutlet Outlet => Chosen.Value;
}
