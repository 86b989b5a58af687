using System.Globalization;
using TestHarness.Failures;

namespace TestHarness.Steps.Arguments;

/// <summary>A whole number of a step within its range.</summary>
internal static class WholeNumber
{
    /// <summary>Reads a number.</summary>
    /// <param name="what">The quantity that is counted, for the message.</param>
    /// <exception cref="HarnessException">Class config: the text is not a number, or is out of range.</exception>
    public static long Parse(string text, string what, long least, long most) =>
        long.TryParse(
            text,
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var number) && number >= least && number <= most
            ? number
            : throw new HarnessException(
                FailureClass.Config,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"expected {what}: a whole number from {least} to {most}, found '{Cut(text)}'"));

    private static string Cut(string text) => text.Length <= 40 ? text : $"{text[..40]}…";
}
