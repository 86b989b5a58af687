using TestHarness.Failures;

namespace TestHarness.Naming;

/// <summary>
/// The characters of a kind of name: ASCII letters, digits and a few others. A name starts with a letter or a digit, so that it
/// is never an option of a command, and never <c>.</c> or <c>..</c> of a path.
/// </summary>
/// <param name="Kind">The kind of thing that has the name, for messages.</param>
/// <param name="MaxLength">The largest length, in characters.</param>
/// <param name="Others">The characters that are allowed after the first one besides letters and digits.</param>
internal sealed record NameRule(string Kind, int MaxLength, string Others = "._-")
{
    private const int ShownLength = 80;

    /// <summary>Checks a text against the rule.</summary>
    /// <returns>The text.</returns>
    /// <exception cref="HarnessException">Class config: the text breaks the rule.</exception>
    public string Check(string text) => Allows(text) ? text : throw new HarnessException(
        FailureClass.Config,
        $"'{Shown(text)}' is not the name of {Kind}: expected 1 to {MaxLength} ASCII letters, digits " +
        $"or characters of '{Others}', of which the first is a letter or a digit");

    private bool Allows(string text) =>
        text.Length > 0 && text.Length <= MaxLength && char.IsAsciiLetterOrDigit(text[0])
        && text.All(character => char.IsAsciiLetterOrDigit(character) || Others.Contains(character, StringComparison.Ordinal));

    /// <summary>Shortens a text and replaces its control characters, for a message.</summary>
    internal static string Shown(string text) =>
        string.Concat((text.Length <= ShownLength ? text : $"{text[..ShownLength]}…").Select(
            character => char.IsControl(character) ? '\uFFFD' : character));
}
