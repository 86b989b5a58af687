using TestHarness.Gherkin.Registry;

namespace TestHarness.Gherkin.Running;

public sealed record HookResult(HookBinding Hook, Outcome Outcome, DateTimeOffset Start, TimeSpan Duration, Exception? Error);
