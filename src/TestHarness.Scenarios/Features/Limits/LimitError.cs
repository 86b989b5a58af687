namespace TestHarness.Scenarios.Features.Limits;

/// <summary>The one wording of an exceeded limit.</summary>
internal static class LimitError
{
    /// <param name="what">What is counted, for example <c>steps in a scenario</c>.</param>
    /// <param name="advice">What the author of the file can do.</param>
    public static ParseError Of(int line, int column, string what, long found, long allowed, string advice)
    {
        var message = FormattableString.Invariant($"[config] expected at most {allowed:N0} {what}, found {found:N0}: {advice}");
        return new ParseError(line, column, message);
    }
}
