using System.Collections.Immutable;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>A block node of a report: a <c>-blockdev</c>, or a part of one that nests nodes.</summary>
/// <param name="Prefix">The prefix of the keys of this node in the option: empty, or as in <c>file.file.</c>.</param>
/// <param name="Properties">The properties of this node and of the nodes in it, without the prefix.</param>
internal sealed record BlockLayer(QemuOption Option, string Prefix, ImmutableArray<OptionProperty> Properties)
{
    /// <summary>The keys with which a node refers to the node below it.</summary>
    private static readonly ImmutableArray<string> Children = ["file", "image"];

    public string? Name => this["node-name"];

    private string? this[string key] => Properties.LastOrDefault(property => property.Key == key).Value;

    /// <summary>
    /// Returns the nodes from a name down to the last that is known; empty when no <c>-blockdev</c> has that name.
    /// </summary>
    public static ImmutableArray<BlockLayer> Below(QemuCommandLine report, string name)
    {
        var nodes = report.Options.Where(option => option.Name == "blockdev").SelectMany(All).ToArray();
        var found = ImmutableArray.CreateBuilder<BlockLayer>();
        for (var next = Named(name); next is not null && !found.Contains(next); next = next.Nested() ?? Named(next.Child()))
            found.Add(next);
        return found.ToImmutable();

        BlockLayer? Named(string? wanted) => wanted is null ? null : nodes.LastOrDefault(node => node.Name == wanted);
    }

    private string? Child() => Children.Select(child => this[child]).FirstOrDefault(child => child is not null);

    private BlockLayer? Nested() =>
        Children.Select(child => Within($"{child}.")).FirstOrDefault(node => !node.Properties.IsEmpty);

    private BlockLayer Within(string prefix) => new(
        Option,
        Prefix + prefix,
        [
            .. Properties.Where(property => property.Key.StartsWith(prefix, StringComparison.Ordinal))
                .Select(property => property with { Key = property.Key[prefix.Length..] }),
        ]);

    /// <summary>Returns the node of a <c>-blockdev</c>, and the nodes in it.</summary>
    public static IEnumerable<BlockLayer> All(QemuOption option)
    {
        for (var node = new BlockLayer(option, "", option.Value!.Properties); node is not null; node = node.Nested())
            yield return node;
    }

    /// <summary>Compares option and prefix.</summary>
    public bool Equals(BlockLayer? other) => other is not null && ReferenceEquals(Option, other.Option) && Prefix == other.Prefix;

    public override int GetHashCode() => Prefix.GetHashCode(StringComparison.Ordinal);
}
