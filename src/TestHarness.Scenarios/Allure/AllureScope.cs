using Reqnroll.Bindings;
using TestHarness.Scenarios.Running;

namespace TestHarness.Scenarios.Allure;

/// <summary>The run, a feature or a scenario, with its hooks and the results inside it.</summary>
internal sealed class AllureScope(string name)
{
    private readonly List<AllureStep> befores = [];
    private readonly List<AllureStep> afters = [];
    private readonly List<Guid> children = [];
    private readonly DateTimeOffset start = DateTimeOffset.UtcNow;

    public void Add(Guid child) => children.Add(child);

    public void Add(HookResult result, AllureStep fixture) =>
        (result.Hook.Type is HookType.BeforeTestRun or HookType.BeforeFeature or HookType.BeforeScenario ? befores : afters).Add(fixture);

    public void Write(AllureFiles files)
    {
        if (befores.Count + afters.Count == 0)
            return;
        files.Write(new AllureContainer(
            Guid.NewGuid().ToString(),
            name,
            [.. children.Select(child => child.ToString())],
            [.. befores],
            [.. afters],
            start.ToUnixTimeMilliseconds(),
            DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()));
    }
}
