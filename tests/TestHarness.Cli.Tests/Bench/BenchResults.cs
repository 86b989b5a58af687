using TestHarness.Cli.Bench;

namespace TestHarness.Cli.Tests.Bench;

/// <summary>Figures as a run of 'harness bench' has them.</summary>
internal static class BenchResults
{
    /// <summary>A figure whose comparison took 2 s, and may take 1.5 times as long.</summary>
    public static BenchResult Of(string name, double measured) =>
        new(name, $"{name} against something", BenchBound.AtMost(1.5), measured, 2, "s", 5)
        {
            Date = new DateTimeOffset(2026, 11, 26, 14, 0, 0, TimeSpan.Zero),
            Commit = "d2dc63c",
            Accelerator = "tcg",
        };
}
