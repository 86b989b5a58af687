using Reqnroll.Bindings;
using TestHarness.Scenarios.Running;

namespace TestHarness.Scenarios.Allure;

/// <summary>The run, a feature or a scenario, with its hooks and the results inside it.</summary>
internal sealed class AllureScope(string name)
{
    private readonly List<AllureStep> _befores = [];
    private readonly List<AllureStep> _afters = [];
    private readonly List<Guid> _children = [];
    private readonly DateTimeOffset _start = DateTimeOffset.UtcNow;

    /// <summary>Adds a result inside the scope.</summary>
    public void Add(Guid child) => _children.Add(child);

    /// <summary>Adds a hook before or after the results.</summary>
    public void Add(HookResult result, AllureStep fixture) =>
        (result.Hook.Type is HookType.BeforeTestRun or HookType.BeforeFeature or HookType.BeforeScenario
            ? _befores
            : _afters).Add(fixture);

    /// <summary>Writes the scope as a container; writes nothing when no hook ran.</summary>
    public void Write(AllureFiles files)
    {
        if (_befores.Count + _afters.Count == 0)
            return;
        files.Write(new AllureContainer(
            Guid.NewGuid().ToString(),
            name,
            [.. _children.Select(child => child.ToString())],
            [.. _befores],
            [.. _afters],
            _start.ToUnixTimeMilliseconds(),
            DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()));
    }
}
