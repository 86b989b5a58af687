using System.Collections.Immutable;

namespace TestHarness.Tests.Layers;

/// <summary>Layers that use each other.</summary>
internal sealed class LayerGraph(IEnumerable<LayerEdge> edges)
{
    private readonly ILookup<string, LayerEdge> _edges = edges.ToLookup(edge => edge.From);

    /// <summary>Finds the shortest cycle through each layer; each cycle once.</summary>
    public ImmutableArray<ImmutableArray<LayerEdge>> FindCycles() =>
    [
        .. _edges.Select(edges => FindCycle(edges.Key))
            .Where(cycle => !cycle.IsEmpty)
            .DistinctBy(cycle => string.Join(' ', cycle.Select(edge => edge.From).Order(StringComparer.Ordinal))),
    ];

    /// <summary>Describes the cycles, with an example of each edge.</summary>
    public string DescribeCycles() => string.Join("\n\n", FindCycles().Select(Describe));

    private static string Describe(ImmutableArray<LayerEdge> cycle) =>
        $"{string.Join(" -> ", cycle.Select(edge => edge.From).Append(cycle[0].From))}\n  {string.Join("\n  ", cycle)}";

    /// <summary>Finds the shortest cycle through a layer; empty when there is none.</summary>
    private ImmutableArray<LayerEdge> FindCycle(string layer)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        ImmutableArray<ImmutableArray<LayerEdge>> paths = [[]];
        while (!paths.IsEmpty)
        {
            paths =
            [
                .. from path in paths
                from edge in _edges[path.IsEmpty ? layer : path[^1].To]
                where seen.Add(edge.To)
                select path.Add(edge),
            ];
            if (paths.FirstOrDefault(path => path[^1].To == layer) is { IsDefault: false } cycle)
                return cycle;
        }

        return [];
    }
}
