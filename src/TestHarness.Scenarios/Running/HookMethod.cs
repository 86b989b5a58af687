using Reqnroll.Bindings;

namespace TestHarness.Scenarios.Running;

/// <summary>The method of a hook.</summary>
/// <param name="Name">The class and the method.</param>
public sealed record HookMethod(HookType Type, string Name);
