using TestHarness.Failures;

namespace TestHarness.Naming;

/// <summary>
/// What a kind of name is made of: ASCII letters, digits and a few other characters. A name starts with a letter or a digit, so
/// that it is never an option of a command, and never <c>.</c> or <c>..</c> of a path.
/// </summary>
/// <param name="Kind">What has the name, for messages.</param>
/// <param name="MaxLength">Characters.</param>
/// <param name="Others">The characters after the first that are neither letters nor digits.</param>
internal sealed record NameRule(string Kind, int MaxLength, string Others = "._-")
{
    private const int ShownLength = 80;

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
