namespace TestHarness.Migration;

/// <summary>The end of a leg's migration: the guest is on the destination, and the checks begin.</summary>
public sealed record LegArrived(int Number, string From, string To, DateTimeOffset At) : LegEvent(Number, From, To, At);
