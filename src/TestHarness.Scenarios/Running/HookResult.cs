
namespace TestHarness.Scenarios.Running;

public sealed record HookResult(HookMethod Hook, Outcome Outcome, DateTimeOffset Start, TimeSpan Duration, Exception? Error);
