using NUnit.Framework;
using TestHarness.Gherkin.Running;

namespace TestHarness.Features;

/// <summary>What the .runsettings file (TestRunParameters) and the process environment say of the run.</summary>
internal static class RunSettings
{
    public static RunOptions Options() => new([new TestContextObserver()], Flag("strict", "TESTHARNESS_STRICT"));

    private static bool Flag(string parameter, string variable) =>
        bool.TryParse(TestContext.Parameters[parameter] ?? Environment.GetEnvironmentVariable(variable), out var value) && value;
}
