namespace TestHarness.Scenarios.Features.Limits;

/// <summary>The error of an exceeded limit, with the same wording for all limits.</summary>
internal static class LimitError
{
    /// <summary>Makes the error.</summary>
    /// <param name="what">The quantity that is counted, for example <c>steps in a scenario</c>.</param>
    /// <param name="advice">The advice for the author of the file.</param>
    public static ParseError Of(int line, int column, string what, long found, long allowed, string advice)
    {
        var message = FormattableString.Invariant($"[config] expected at most {allowed:N0} {what}, found {found:N0}: {advice}");
        return new ParseError(line, column, message);
    }
}
