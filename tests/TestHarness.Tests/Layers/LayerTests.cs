using System.Collections.Immutable;
using TestHarness.Hosts;
using TestHarness.Labs;
using TestHarness.Labs.Guests;

namespace TestHarness.Tests.Layers;

/// <summary>
/// The folders of src/TestHarness are layers: a folder uses no folder that uses it, be it through others. A kind of device
/// (Devices/Npiv …) is a layer of its own, and so is what the kinds have in common (Devices).
/// </summary>
[TestFixture]
internal sealed class LayerTests
{
    private const string Root = "TestHarness.";

    /// <summary>The most types that the lab or the guest of a scenario uses.</summary>
    private const int MostTypes = 25;

    private static readonly ImmutableArray<TypeUse> Uses = TypeUses.Read(typeof(IHost).Assembly);

    [Test]
    public void Layers_form_no_cycle() => Assert.That(
        new LayerGraph(LayerEdge.Between(Uses, Layer)).DescribeCycles(),
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

    /// <summary>A lab and a guest leave to other types what is not theirs.</summary>
    [TestCase(typeof(Lab))]
    [TestCase(typeof(GuestUnderTest))]
    public void The_centre_uses_few_types(Type type)
    {
        var used = Uses.Where(use => use.User == type && use.Used.Namespace is not null)
            .Select(use => use.Used.FullName).Distinct().Order().ToArray();

        TestContext.Out.WriteLine($"{type.Name} uses {used.Length} types: {string.Join(", ", used)}");
        Assert.That(used, Has.Length.LessThanOrEqualTo(MostTypes));
    }

    /// <summary>What is special about a kind of devices is in its folder: the centre knows the registry of kinds alone.</summary>
    [Test]
    public void Labs_know_no_kind_of_devices_by_name()
    {
        var known = Uses.Where(
            use => Layer(use.User) == "Labs" && Layer(use.Used)?.StartsWith("Devices.", StringComparison.Ordinal) == true)
            .Where(use => Layer(use.Used) != "Devices.Registry")
            .Select(use => $"{use.User.Name} uses {use.Used.FullName}");

        Assert.That(known.Distinct().Order(), Is.Empty);
    }

    private static bool IsWithin(string folder, string parent) => folder.StartsWith($"{parent}.", StringComparison.Ordinal);

    private static string? Folder(Type type) =>
        type.Namespace?.StartsWith(Root, StringComparison.Ordinal) == true ? type.Namespace[Root.Length..] : null;

    private static string? Layer(Type type)
    {
        var folders = Folder(type)?.Split('.');
        return folders is ["Devices", var kind, ..] ? $"Devices.{kind}" : folders?[0];
    }
}
