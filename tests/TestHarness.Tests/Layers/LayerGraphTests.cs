using System.Collections.Immutable;

namespace TestHarness.Tests.Layers;

[TestFixture]
internal sealed class LayerGraphTests
{
    private static readonly TypeUse Use = new(typeof(int), typeof(string));

    [Test]
    public void A_cycle_is_described_with_an_example_of_each_edge() => Assert.That(
        Graph("A -> B", "B -> C", "C -> A", "C -> D").DescribeCycles(),
        Is.EqualTo(
            """
            A -> B -> C -> A
              A -> B: System.Int32 uses System.String
              B -> C: System.Int32 uses System.String
              C -> A: System.Int32 uses System.String
            """));

    [TestCase("", "")]
    [TestCase("A -> B, B -> C, A -> C", "")]
    [TestCase("A -> B, B -> A, B -> C, C -> B", "A B, C B")]
    [TestCase("A -> B, B -> C, C -> D, D -> A, C -> A", "A B C, D A B C")]
    [TestCase("A -> B, C -> D, D -> C", "C D")]
    public void Each_cycle_is_found_once(string edges, string cycles) => Assert.That(
        Graph(edges.Split(", ", StringSplitOptions.RemoveEmptyEntries)).FindCycles()
            .Select(cycle => string.Join(' ', cycle.Select(edge => edge.From))),
        Is.EqualTo(cycles.Split(", ", StringSplitOptions.RemoveEmptyEntries)));

    [Test]
    public void The_uses_of_two_layers_are_one_edge()
    {
        ImmutableArray<TypeUse> uses =
        [
            new(typeof(LayerGraph), typeof(string)), new(typeof(int), typeof(LayerTests)), new(typeof(int), typeof(long)),
            new(typeof(int), typeof(LayerGraph)),
        ];

        var edges = LayerEdge.Between(uses, type => type.Namespace is "System" ? "System" : "Layers");

        Assert.That(edges.Select(edge => $"{edge}"), Is.EquivalentTo(
        [
            $"System -> Layers: System.Int32 uses {typeof(LayerGraph)}",
            $"Layers -> System: {typeof(LayerGraph)} uses System.String",
        ]));
    }

    private static LayerGraph Graph(params string[] edges) => new(
        from edge in edges
        let ends = edge.Split(" -> ")
        select new LayerEdge(ends[0], ends[1], Use));
}
