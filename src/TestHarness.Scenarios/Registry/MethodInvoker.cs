using System.Reflection;
using System.Runtime.CompilerServices;

namespace TestHarness.Scenarios.Registry;

/// <summary>Calls a binding method and awaits what it returns.</summary>
internal static class MethodInvoker
{
    public static async Task<object?> InvokeAsync(MethodInfo method, IObjectContainer container, params object?[] arguments)
    {
        if (method.ReturnType == typeof(void) && method.IsDefined(typeof(AsyncStateMachineAttribute)))
            throw new BindingException($"{MethodName.Of(method)} is async void; it must return a Task to be awaited");
        var instance = method.IsStatic ? null : container.Resolve(method.ReflectedType!);
        var result = method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        var task = result switch
        {
            Task t => t,
            ValueTask t => t.AsTask(),
            _ when IsGenericValueTask(method.ReturnType) =>
                (Task)method.ReturnType.GetMethod(nameof(ValueTask.AsTask))!.Invoke(result, null)!,
            _ => null,
        };
        if (task is null)
            return result;
        await task;
        return method.ReturnType.IsGenericType ? task.GetType().GetProperty(nameof(Task<object>.Result))!.GetValue(task) : null;
    }

    private static bool IsGenericValueTask(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>);
}
