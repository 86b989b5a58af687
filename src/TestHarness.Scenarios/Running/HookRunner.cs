using System.Diagnostics;
using TestHarness.Scenarios.Registry;

namespace TestHarness.Scenarios.Running;

internal sealed class HookRunner(BindingRegistry registry, IRunObserver observer)
{
    /// <summary>Runs the hooks of a type by their order, up to the first that fails, and gives back its error.</summary>
    public async Task<Exception?> RunAsync(HookType type, ScopeTarget target, IObjectContainer container)
    {
        var hooks = registry.Hooks
            .Where(h => h.Type == type && BindingScope.Match(h.Scopes, target) is not null)
            .DistinctBy(h => h.Method)
            .OrderBy(h => h.Order);
        foreach (var hook in hooks)
        {
            if (await RunAsync(hook, container) is { } error)
                return error;
        }

        return null;
    }

    private async Task<Exception?> RunAsync(HookBinding hook, IObjectContainer container)
    {
        observer.HookStarted(hook);
        var start = DateTimeOffset.UtcNow;
        var watch = Stopwatch.StartNew();
        Exception? error = null;
        try
        {
            object[] arguments = [.. hook.Method.GetParameters().Select(p => container.Resolve(p.ParameterType))];
            await MethodInvoker.InvokeAsync(hook.Method, container, arguments);
        }
        catch (Exception e)
        {
            error = e;
        }

        observer.HookFinished(new HookResult(hook, Outcomes.Of(error), start, watch.Elapsed, error));
        return error;
    }
}
