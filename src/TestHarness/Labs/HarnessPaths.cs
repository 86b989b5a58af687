namespace TestHarness.Labs;

/// <summary>The directories in which the harness keeps files beyond a run, by the XDG base directory specification.</summary>
public static class HarnessPaths
{
    /// <summary>The directory of what can be built again: guest images.</summary>
    public static string Cache => Path.Combine(Base("XDG_CACHE_HOME", ".cache"), "testharness");

    /// <summary>The directory of the ledgers, which record what a killed run left on hosts.</summary>
    public static string Ledgers => Path.Combine(Base("XDG_STATE_HOME", ".local/state"), "testharness", "ledger");

    private static string Base(string variable, string fallback) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } directory
            ? directory
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), fallback);
}
