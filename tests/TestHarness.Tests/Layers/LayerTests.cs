using System.Collections.Immutable;
using TestHarness.Hosts;

namespace TestHarness.Tests.Layers;

/// <summary>
/// The folders of src/TestHarness are layers: a folder uses no folder that uses it, be it through others. A kind of device
/// (Devices/Npiv …) is a layer of its own, and so is what the kinds have in common (Devices).
/// </summary>
[TestFixture]
internal sealed class LayerTests
{
    private const string Root = "TestHarness.";

    /// <summary>The uses that still form cycles, until environment files leave devices to their kinds.</summary>
    private static readonly ImmutableSortedSet<string> Exceptions =
        ["Environments -> Devices.Npiv", "Environments -> Devices.Vfio", "Environments -> Health"];

    private static readonly ImmutableArray<TypeUse> Uses = TypeUses.Read(typeof(IHost).Assembly);

    private static readonly ImmutableArray<LayerEdge> Edges = LayerEdge.Between(Uses, Layer);

    [Test]
    public void Layers_form_no_cycle() => Assert.That(
        new LayerGraph(Edges.Where(edge => !Exceptions.Contains(edge.Name))).DescribeCycles(),
        Is.Empty,
        "move a type, or give it what it needs as data: the uses must not lead back to where they begin");

    /// <summary>A folder and a folder within it may use each other: the one within it is a part of it.</summary>
    [Test]
    public void Folders_within_a_layer_form_no_cycle_beside_their_parent()
    {
        var edges = LayerEdge.Between(Uses, Folder).Where(edge => Layer(edge.Example.User) == Layer(edge.Example.Used));

        Assert.That(
            new LayerGraph(edges.Where(edge => !IsWithin(edge.From, edge.To) && !IsWithin(edge.To, edge.From))).DescribeCycles(),
            Is.Empty,
            "move a type into one of the folders, or into their parent");
    }

    [Test]
    public void Each_exception_is_a_use() => Assert.That(Exceptions, Is.SubsetOf(Edges.Select(edge => edge.Name)));

    private static bool IsWithin(string folder, string parent) => folder.StartsWith($"{parent}.", StringComparison.Ordinal);

    private static string? Folder(Type type) =>
        type.Namespace?.StartsWith(Root, StringComparison.Ordinal) == true ? type.Namespace[Root.Length..] : null;

    private static string? Layer(Type type)
    {
        var folders = Folder(type)?.Split('.');
        return folders is ["Devices", var kind, ..] ? $"Devices.{kind}" : folders?[0];
    }
}
