namespace TestHarness.Tests.Evidence;

/// <summary>An environment variable of this process with a name of its own, until disposed.</summary>
internal sealed class EnvironmentVariable : IDisposable
{
    public EnvironmentVariable(string value) => Environment.SetEnvironmentVariable(Name, value);

    public string Name { get; } = $"TESTHARNESS_TEST_{Guid.NewGuid():N}";

    public void Dispose() => Environment.SetEnvironmentVariable(Name, null);
}
