using TestHarness.Failures;

namespace TestHarness.Steps.Arguments;

/// <summary>A text that a reason must name; never empty, as any reason would name that.</summary>
public sealed record ReasonText
{
    private ReasonText(string text) => Text = text;

    public string Text { get; }

    /// <summary>Reads a text.</summary>
    /// <exception cref="HarnessException">Class config: the text is empty.</exception>
    public static ReasonText Parse(string text) => string.IsNullOrWhiteSpace(text)
        ? throw new HarnessException(
            FailureClass.Config, $"expected a text that the reason must name, found '{text}': any reason would do")
        : new ReasonText(text);

    public override string ToString() => Text;
}
