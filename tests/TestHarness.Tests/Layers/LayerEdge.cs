using System.Collections.Immutable;

namespace TestHarness.Tests.Layers;

/// <summary>A layer that uses another one, with a type of each for an example.</summary>
internal sealed record LayerEdge(string From, string To, TypeUse Example)
{
    /// <summary>The edge without its example.</summary>
    public string Name => $"{From} -> {To}";

    /// <summary>Joins the uses of each two layers; the example is the first in the order of the alphabet.</summary>
    /// <param name="layerOf">Returns the layer of a type; null leaves the type out.</param>
    public static ImmutableArray<LayerEdge> Between(IEnumerable<TypeUse> uses, Func<Type, string?> layerOf) =>
    [
        .. from use in uses.OrderBy(use => $"{use}", StringComparer.Ordinal)
        let ends = (From: layerOf(use.User), To: layerOf(use.Used))
        where ends is { From: not null, To: not null } && ends.From != ends.To
        group use by ends into same
        select new LayerEdge(same.Key.From!, same.Key.To!, same.First()),
    ];

    public override string ToString() => $"{Name}: {Example}";
}
