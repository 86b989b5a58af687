using System.Collections.Immutable;
using System.Reflection;

namespace TestHarness.Scenarios.Registry;

public sealed record HookBinding(HookType Type, int Order, MethodInfo Method, ImmutableArray<BindingScope> Scopes)
{
    public string Name => $"{Method.ReflectedType!.Name}.{Method.Name}";
}
