using System.Text.Json;
using Commons = Allure.Net.Commons;

namespace TestHarness.Scenarios.Allure;

/// <summary>Where the library is in a run. It keeps that with the thread, and hooks and steps run on any: here it is kept with the run.</summary>
internal sealed class AllureLibraryContext
{
    private const string ConfigVariable = "ALLURE_CONFIG";

    private readonly Commons.AllureLifecycle lifecycle = Commons.AllureLifecycle.Instance;
    private readonly Stack<Commons.AllureContext> outer = [];
    private Commons.AllureContext now = new();

    private AllureLibraryContext()
    {
    }

    /// <summary>The library reads its configuration once, from a file, and writes to one directory as long as the process lives.</summary>
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
                : throw new InvalidOperationException($"Allure's library writes to {context.lifecycle.ResultsDirectory} in this process, and not to {directory}");
        }
        finally
        {
            Environment.SetEnvironmentVariable(ConfigVariable, null);
            File.Delete(file);
        }
    }

    public void Do(Action<Commons.AllureLifecycle> action) => now = lifecycle.RunInContext(now, () => action(lifecycle));

    public void OpenContainer(string name)
    {
        outer.Push(now);
        Do(current => current.StartTestContainer(new() { uuid = Guid.NewGuid().ToString(), name = name }));
    }

    /// <summary>It is written where a hook ran in it.</summary>
    public void CloseContainer()
    {
        Do(current => current.StopTestContainer().WriteTestContainer());
        now = outer.Pop();
    }
}
