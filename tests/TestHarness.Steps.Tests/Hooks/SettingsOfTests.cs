namespace TestHarness.Steps.Tests.Hooks;

/// <summary>Environment variables of the process that tests set, with a folder; disposing puts the variables back.</summary>
internal sealed class SettingsOfTests : IDisposable
{
    private readonly Dictionary<string, string?> _before = [];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lab-hooks-");

    public string Folder => _folder.FullName;

    /// <param name="value">Null removes the variable.</param>
    public void Set(string name, string? value)
    {
        _before.TryAdd(name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
    }

    public void Dispose()
    {
        foreach (var (name, value) in _before)
            Environment.SetEnvironmentVariable(name, value);
        _folder.Delete(recursive: true);
    }
}
