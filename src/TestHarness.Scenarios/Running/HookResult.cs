
namespace TestHarness.Scenarios.Running;

/// <summary>The result of a hook.</summary>
public sealed record HookResult(HookMethod Hook, Outcome Outcome, DateTimeOffset Start, TimeSpan Duration, Exception? Error);
