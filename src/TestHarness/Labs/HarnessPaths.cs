namespace TestHarness.Labs;

/// <summary>Where the harness keeps what outlives a run, by the XDG base directory specification.</summary>
public static class HarnessPaths
{
    /// <summary>What can be built again: guest images.</summary>
    public static string Cache => Path.Combine(Base("XDG_CACHE_HOME", ".cache"), "testharness");

    /// <summary>What a killed run left on hosts.</summary>
    public static string Ledgers => Path.Combine(Base("XDG_STATE_HOME", ".local/state"), "testharness", "ledger");

    private static string Base(string variable, string fallback) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } directory
            ? directory
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), fallback);
}
