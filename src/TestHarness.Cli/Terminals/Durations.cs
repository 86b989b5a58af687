namespace TestHarness.Cli.Terminals;

internal static class Durations
{
    public static string Text(TimeSpan duration) => duration.TotalSeconds < 60
        ? FormattableString.Invariant($"{duration.TotalSeconds:0.0} s")
        : FormattableString.Invariant($"{(int)duration.TotalMinutes} min {duration.Seconds} s");
}
