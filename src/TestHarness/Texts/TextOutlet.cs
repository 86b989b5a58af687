namespace TestHarness.Texts;

/// <summary>
/// The way of a run's text to terminals and results: secrets are replaced first, then the rest is shown safely.
/// </summary>
/// <param name="redact">Replaces the values of secrets in a text.</param>
public sealed class TextOutlet(Func<string, string> redact)
{
    /// <summary>The way out where no secret is known, for example before the environment is read.</summary>
    public static TextOutlet WithoutSecrets { get; } = new(text => text);

    /// <summary>Shows a text of several lines; see <see cref="ShownText.Block"/>.</summary>
    public string Block(string text) => ShownText.Block(redact(text));

    /// <summary>Shows a title, a name or a table cell; see <see cref="ShownText.Line"/>.</summary>
    public string Line(string text) => ShownText.Line(redact(text));
}
