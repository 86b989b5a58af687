using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using TestHarness.Texts;

namespace TestHarness.Reports.Html;

/// <summary>
/// The writer of HTML, and the only place that encodes text. The literal parts of an interpolated string are markup; every hole
/// is text of a stranger, which is filtered (<see cref="ShownText"/>) and encoded for elements and quoted attributes.
/// </summary>
internal sealed class MarkupWriter(TextWriter output)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Writes markup with encoded holes.</summary>
    public void Write([InterpolatedStringHandlerArgument("")] MarkupHandler markup) => markup.Complete();

    /// <summary>Writes markup of the harness, for example a style sheet; never text of a record.</summary>
    internal void Raw(string markup) => output.Write(markup);

    /// <summary>Writes an encoded text.</summary>
    internal void Text(string text) => Encoder.Encode(output, ShownText.Block(text));
}
