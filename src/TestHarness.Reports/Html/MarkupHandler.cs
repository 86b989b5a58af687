using System.Globalization;
using System.Runtime.CompilerServices;

namespace TestHarness.Reports.Html;

/// <summary>The handler of interpolated strings for <see cref="MarkupWriter"/>.</summary>
[InterpolatedStringHandler]
internal readonly ref struct MarkupHandler
{
    private readonly MarkupWriter _writer;

    /// <summary>Makes the handler; the compiler passes the lengths, which a writer does not need.</summary>
    public MarkupHandler(int literalLength, int formattedCount, MarkupWriter writer)
    {
        _ = (literalLength, formattedCount);
        _writer = writer;
    }

    /// <summary>Writes markup.</summary>
    public void AppendLiteral(string markup) => _writer.Raw(markup);

    /// <summary>Writes an encoded text.</summary>
    public void AppendFormatted(string? text) => _writer.Text(text ?? "");

    /// <summary>Writes a number.</summary>
    public void AppendFormatted(long number) => _writer.Raw(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Writes a number, for example of pixels.</summary>
    public void AppendFormatted(double number) => _writer.Raw(number.ToString("0.##", CultureInfo.InvariantCulture));

    /// <summary>Does nothing: every part is written at once.</summary>
    public void Complete() => _ = _writer;
}
