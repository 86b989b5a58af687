using TestHarness.Failures;

namespace TestHarness.Steps.Arguments;

/// <summary>A text that a reason must name. It is never empty: every reason contains an empty text.</summary>
public sealed record ReasonText
{
    private ReasonText(string text) => Text = text;

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>Reads a text.</summary>
    /// <exception cref="HarnessException">Class config: the text is empty.</exception>
    public static ReasonText Parse(string text) => string.IsNullOrWhiteSpace(text)
        ? throw new HarnessException(
            FailureClass.Config, $"expected a text that the reason must name, found '{text}': every reason contains that")
        : new ReasonText(text);

    public override string ToString() => Text;
}
