namespace TestHarness.Tests.Evidence;

/// <summary>An environment variable of this process with a name of its own, until disposed.</summary>
internal sealed class EnvironmentVariable : IDisposable
{
    public EnvironmentVariable(string value) => Environment.SetEnvironmentVariable(Name, value);

    /// <summary>
    /// In capitals: a name that is shown in the place of a secret must not have one like "abab" in it by chance.
    /// </summary>
    public string Name { get; } = $"TESTHARNESS_TEST_{Guid.NewGuid():N}".ToUpperInvariant();

    public void Dispose() => Environment.SetEnvironmentVariable(Name, null);
}
