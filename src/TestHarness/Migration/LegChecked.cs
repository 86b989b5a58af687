namespace TestHarness.Migration;

/// <summary>The end of a leg: every check after it has ended.</summary>
/// <param name="Report">The figures and findings of the leg.</param>
public sealed record LegChecked(int Number, string From, string To, DateTimeOffset At, LegReport Report)
    : LegEvent(Number, From, To, At);
