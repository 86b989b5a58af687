using System.Xml;
using System.Xml.Linq;
using TestHarness.Failures;

namespace TestHarness.Libvirt;

/// <summary>Reads the documents that libvirt prints and that people paste into reports.</summary>
internal static class LibvirtXml
{
    /// <summary>
    /// Copying a terminal loses a document's first line, or the last '>' where the prompt follows: these two are put back.
    /// </summary>
    /// <exception cref="HarnessException">Class config: it is still no document with that root.</exception>
    public static XElement Read(string text, string root)
    {
        var whole = text.Trim();
        var found = TryParse(whole, out var wrong) ?? TryParse(Repaired(whole, root), out _) ?? throw new HarnessException(
            FailureClass.Config,
            $"expected libvirt's XML of a <{root}>, found text that is not well-formed ({wrong!.Message}): {Shown(whole)}; copy it again, from <{root}> to </{root}>",
            wrong);
        return found.Name == root ? found : throw new HarnessException(
            FailureClass.Config, $"expected libvirt's XML of a <{root}>, found a <{found.Name}>: {Shown(found.ToString(SaveOptions.DisableFormatting))}");
    }

    private static string Repaired(string text, string root)
    {
        var opened = text.StartsWith($"<{root}", StringComparison.Ordinal) || text.StartsWith("<?", StringComparison.Ordinal) ? text : $"<{root}>{text}";
        return opened.EndsWith($"</{root}", StringComparison.Ordinal) ? $"{opened}>" : opened;
    }

    private static XElement? TryParse(string text, out XmlException? wrong)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            wrong = null;
            return XElement.Load(reader);
        }
        catch (XmlException notWellFormed)
        {
            wrong = notWellFormed;
            return null;
        }
    }

    private static string Shown(string text) => text.Length <= 300 ? text : $"{text[..300]}…";
}
