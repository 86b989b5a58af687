using System.Diagnostics.CodeAnalysis;

namespace TestHarness.Tests.Skips;

/// <summary>Skips the test that runs. No other code skips a test.</summary>
internal static class Skip
{
    /// <summary>
    /// The environment variable of the reasons that are accepted, separated by commas. When it is set, a skip for another
    /// reason fails the test. <c>harness ci</c> sets it to the reasons of <c>.ci/expected</c>.
    /// </summary>
    public const string AcceptedVariable = "TESTHARNESS_TESTS_MAY_SKIP";

    /// <summary>Skips the test unless the condition holds.</summary>
    public static void Unless([DoesNotReturnIf(false)] bool isMet, SkipReason reason, string detail)
    {
        if (!isMet)
            Because(reason, detail);
    }

    /// <summary>Skips the test unless a program of each name is in a folder of PATH or in /usr/sbin.</summary>
    public static void UnlessInstalled(SkipReason reason, params string[] programs)
    {
        foreach (var program in programs)
            Unless(IsInstalled(program), reason, $"there is no {program}");
    }

    /// <summary>Skips the test.</summary>
    [DoesNotReturn]
    public static void Because(SkipReason reason, string detail)
    {
        var message = $"{reason}: {detail}";
        if (Environment.GetEnvironmentVariable(AcceptedVariable) is { } accepted && !accepted.Split(',').Contains($"{reason}"))
            throw new AssertionException($"{message} ({AcceptedVariable} accepts no skip for this reason: {accepted})");
        throw new IgnoreException(message);
    }

    private static bool IsInstalled(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Append("/usr/sbin").Any(folder => File.Exists(Path.Combine(folder, program)));
}
