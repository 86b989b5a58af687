using Reqnroll.Bindings;

namespace TestHarness.Scenarios.Running;

/// <param name="Name">Class and method.</param>
public sealed record HookMethod(HookType Type, string Name);
