namespace TestHarness.Cli.Terminals;

/// <summary>The text of durations.</summary>
internal static class Durations
{
    /// <summary>Returns a duration in seconds, or in minutes and seconds from one minute on.</summary>
    public static string Text(TimeSpan duration) => duration.TotalSeconds < 60
        ? FormattableString.Invariant($"{duration.TotalSeconds:0.0} s")
        : FormattableString.Invariant($"{(int)duration.TotalMinutes} min {duration.Seconds} s");

    /// <summary>Returns a duration in whole seconds, minutes and seconds, or hours and minutes.</summary>
    public static string Whole(TimeSpan duration) => duration switch
    {
        { TotalMinutes: < 1 } => $"{(int)duration.TotalSeconds} s",
        { TotalHours: < 1 } => $"{duration.Minutes} min {duration.Seconds} s",
        _ => $"{(int)duration.TotalHours} h {duration.Minutes} min",
    };
}
