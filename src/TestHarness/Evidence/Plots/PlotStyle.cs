using System.Xml.Linq;

namespace TestHarness.Evidence.Plots;

/// <summary>
/// The colours, lines and fonts of a plot's elements. Each element has them as presentation attributes, which every viewer of SVG
/// knows; the style sheet only replaces colours where the reader prefers dark pages.
/// </summary>
internal static class PlotStyle
{
    /// <summary>The style sheet, by the classes of the elements.</summary>
    public const string Dark =
        """
        @media (prefers-color-scheme: dark) {
          text { fill: #e6edf3; }
          .tick { fill: #9198a1; }
          .leg { fill: #f0883e; }
          .paper { fill: #0d1117; }
          .grid { stroke: #30363d; }
          .axis { stroke: #9198a1; }
          .switchover { fill: #f0883e; }
          .load { stroke: #4493f8; }
          .ram { stroke: #ab7df8; }
        }
        """;

    private const string Ink = "#1f2328";
    private const string Faint = "#59636e";

    /// <summary>Returns the class of an element and its presentation attributes.</summary>
    /// <param name="cssClass">One of the classes of a plot, or <c>tick right</c> or <c>tick middle</c>.</param>
    public static IEnumerable<XAttribute> Of(string cssClass) => Named([("class", cssClass), .. AttributesOf(cssClass)]);

    private static (string Name, string Value)[] AttributesOf(string cssClass) => cssClass switch
    {
        "title" => Font(Ink, 15, ("font-weight", "600")),
        "heading" => Font(Ink, 12, ("font-weight", "600")),
        "tick right" => Font(Faint, 12, ("text-anchor", "end")),
        "tick middle" => Font(Faint, 12, ("text-anchor", "middle")),
        "leg" => Font("#bc4c00", 12),
        "paper" => [("fill", "#ffffff")],
        "grid" => [("stroke", "#d8dee4")],
        "axis" => [("stroke", Faint)],
        "switchover" => [("fill", "#bc4c00"), ("fill-opacity", "0.45")],
        "load" => Curve("#0969da"),
        "ram" => Curve("#8250df"),
        _ => throw new ArgumentOutOfRangeException(nameof(cssClass), cssClass, "expected a class of a plot"),
    };

    private static (string Name, string Value)[] Font(string colour, int size, params (string Name, string Value)[] others) =>
        [("fill", colour), ("font-family", "system-ui, sans-serif"), ("font-size", $"{size}"), .. others];

    private static (string Name, string Value)[] Curve(string colour) =>
        [("fill", "none"), ("stroke", colour), ("stroke-width", "2"), ("stroke-linejoin", "round")];

    private static IEnumerable<XAttribute> Named(IEnumerable<(string Name, string Value)> attributes) =>
        attributes.Select(attribute => new XAttribute(attribute.Name, attribute.Value));
}
