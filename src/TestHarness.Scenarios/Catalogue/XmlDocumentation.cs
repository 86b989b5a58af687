using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace TestHarness.Scenarios.Catalogue;

/// <summary>The compiler's XML documentation of an assembly.</summary>
internal sealed partial class XmlDocumentation(ILookup<string, XElement> members)
{
    /// <summary>Reads the file beside an assembly; without that file, no method has a summary.</summary>
    public static XmlDocumentation Beside(Assembly assembly)
    {
        var file = Path.ChangeExtension(assembly.Location, ".xml");
        var members = File.Exists(file) ? XDocument.Load(file).Descendants("member") : [];
        return new XmlDocumentation(members.ToLookup(m => (string?)m.Attribute("name") ?? ""));
    }

    /// <summary>Returns a method's summary on one line; null when there is none.</summary>
    public string? Summary(MethodInfo method)
    {
        var summary = members[Id(method)].Elements("summary").FirstOrDefault();
        return summary is null ? null : Blank().Replace(string.Concat(summary.Nodes().Select(Text)), " ").Trim();
    }

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement element when element.Nodes().Any() => string.Concat(element.Nodes().Select(Text)),
        XElement element => ((string?)element.Attribute("cref") ?? (string?)element.Attribute("name") ?? "").Split('.', ':')[^1],
        _ => "",
    };

    private static string Id(MethodInfo method)
    {
        var parameters = method.GetParameters().Select(p => Name(p.ParameterType)).ToArray();
        return $"M:{Name(method.DeclaringType!)}.{method.Name}"
            + (parameters.Length == 0 ? "" : $"({string.Join(',', parameters)})");
    }

    private static string Name(Type type)
    {
        if (type.IsArray)
            return $"{Name(type.GetElementType()!)}[]";
        if (!type.IsGenericType)
            return type.FullName!.Replace('+', '.');
        var definition = type.GetGenericTypeDefinition().FullName!.Replace('+', '.');
        var arguments = string.Join(',', type.GetGenericArguments().Select(Name));
        return $"{definition[..definition.IndexOf('`', StringComparison.Ordinal)]}{{{arguments}}}";
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
