using System.Text.Json;
using Commons = Allure.Net.Commons;

namespace TestHarness.Scenarios.Allure;

/// <summary>
/// The library's present test in a run. The library keeps this with the thread, but hooks and steps run on any thread, so this
/// class keeps it with the run.
/// </summary>
internal sealed class AllureLibraryContext
{
    private const string ConfigVariable = "ALLURE_CONFIG";

    private readonly Commons.AllureLifecycle _lifecycle = Commons.AllureLifecycle.Instance;
    private readonly Stack<Commons.AllureContext> _outer = [];
    private Commons.AllureContext _now = new();

    private AllureLibraryContext()
    {
    }

    /// <summary>
    /// Configures the library. It reads its configuration once, from a file, and writes to one directory for the life of the
    /// process.
    /// </summary>
    /// <exception cref="InvalidOperationException">The library writes to another directory already.</exception>
    public static AllureLibraryContext Open(string directory)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, JsonSerializer.Serialize(new { allure = new { directory } }));
            Environment.SetEnvironmentVariable(ConfigVariable, file);
            var context = new AllureLibraryContext();
            return context.lifecycle.ResultsDirectory == Path.GetFullPath(directory)
                ? context
                : throw new InvalidOperationException(
                    $"Allure's library writes to {context.lifecycle.ResultsDirectory} in this process, not to {directory}");
        }
        finally
        {
            Environment.SetEnvironmentVariable(ConfigVariable, null);
            File.Delete(file);
        }
    }

    /// <summary>Calls the library in the run's context.</summary>
    public void Do(Action<Commons.AllureLifecycle> action) => _now = _lifecycle.RunInContext(_now, () => action(_lifecycle));

    /// <summary>Opens a container in the present one.</summary>
    public void OpenContainer(string name)
    {
        _outer.Push(_now);
        Do(current => current.StartTestContainer(new() { uuid = Guid.NewGuid().ToString(), name = name }));
    }

    /// <summary>Closes the container; the library writes it when a hook ran in it.</summary>
    public void CloseContainer()
    {
        Do(current => current.StopTestContainer().WriteTestContainer());
        _now = _outer.Pop();
    }
}
