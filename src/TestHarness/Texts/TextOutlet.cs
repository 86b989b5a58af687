namespace TestHarness.Texts;

/// <summary>
/// The filter for a run's text on its way to terminals and results: it replaces secrets first, then filters the rest.
/// </summary>
/// <param name="redact">Replaces the values of secrets in a text.</param>
public sealed class TextOutlet(Func<string, string> redact)
{
    /// <summary>The outlet for text before any secret is known, for example before the environment is read.</summary>
    public static TextOutlet WithoutSecrets { get; } = new(text => text);

    /// <summary>Filters a text of several lines; see <see cref="ShownText.Block"/>.</summary>
    public string Block(string text) => ShownText.Block(redact(text));

    /// <summary>Filters a title, a name or a table cell; see <see cref="ShownText.Line"/>.</summary>
    public string Line(string text) => ShownText.Line(redact(text));
}
