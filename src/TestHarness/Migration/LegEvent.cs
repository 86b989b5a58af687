namespace TestHarness.Migration;

/// <summary>An event of a leg, for those who follow a scenario.</summary>
/// <param name="Number">The number of the leg, from 1; the legs of each guest of a scenario are numbered by themselves.</param>
/// <param name="From">The place that the guest leaves.</param>
/// <param name="To">The place that the guest is to come to.</param>
/// <param name="At">The time of the event.</param>
public abstract record LegEvent(int Number, string From, string To, DateTimeOffset At);
