using TestHarness.Scenarios.Registry;

namespace TestHarness.Scenarios.Running;

public sealed record HookResult(HookBinding Hook, Outcome Outcome, DateTimeOffset Start, TimeSpan Duration, Exception? Error);
