using System.Text;
using System.Xml;

namespace TestHarness.Reports;

/// <summary>Writes files of XML.</summary>
internal static class XmlFile
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineHandling = NewLineHandling.Entitize,
    };

    /// <summary>Writes a file; an older one of the same name stays until the new one is complete.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string file, Action<XmlWriter> write)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var beside = $"{file}.{Environment.ProcessId}.tmp";
        using (var xml = XmlWriter.Create(beside, Settings))
        {
            xml.WriteStartDocument();
            write(xml);
            xml.WriteEndDocument();
        }

        File.Move(beside, file, overwrite: true);
    }
}
