namespace TestHarness.Migration;

/// <summary>The start of a leg's migration.</summary>
public sealed record LegStarted(int Number, string From, string To, DateTimeOffset At) : LegEvent(Number, From, To, At);
