using System.Xml;
using System.Xml.Linq;
using TestHarness.Failures;

namespace TestHarness.Libvirt;

/// <summary>Reads the documents that libvirt prints and that people paste into reports.</summary>
internal static class LibvirtXml
{
    /// <summary>
    /// Parses a document. Copying from a terminal can lose the first line, or the last '>' when the prompt follows; both are
    /// restored.
    /// </summary>
    /// <exception cref="HarnessException">Class config: the text is not a document with that root.</exception>
    public static XElement Read(string text, string root)
    {
        var whole = text.Trim();
        var found = TryParse(whole, out var wrong) ?? TryParse(Repaired(whole, root), out _) ?? throw new HarnessException(
            FailureClass.Config,
            $"expected libvirt's XML of a <{root}>, found text that is not well-formed ({wrong!.Message}): {Shown(whole)}; "
            + $"copy it again, from <{root}> to </{root}>",
            wrong);
        return found.Name == root ? found : throw new HarnessException(
            FailureClass.Config,
            $"expected libvirt's XML of a <{root}>, found a <{found.Name}>: "
            + Shown(found.ToString(SaveOptions.DisableFormatting)));
    }

    private static string Repaired(string text, string root)
    {
        var isWhole = text.StartsWith($"<{root}", StringComparison.Ordinal) || text.StartsWith("<?", StringComparison.Ordinal);
        var opened = isWhole ? text : $"<{root}>{text}";
        return opened.EndsWith($"</{root}", StringComparison.Ordinal) ? $"{opened}>" : opened;
    }

    private static XElement? TryParse(string text, out XmlException? wrong)
    {
        try
        {
            using var reader = XmlReader.Create(
                new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            wrong = null;
            return XElement.Load(reader);
        }
        catch (XmlException exception)
        {
            wrong = exception;
            return null;
        }
    }

    private static string Shown(string text) => text.Length <= 300 ? text : $"{text[..300]}…";
}
