using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TestHarness.Failures;

namespace TestHarness.Devices.Npiv.NodeDevices;

/// <summary>A device in the tree of <c>virsh nodedev-list --tree</c>.</summary>
/// <param name="Parent">The device above; null at the top, and when the listing begins below it.</param>
public sealed record NodeDeviceBranch(string Name, NodeDeviceBranch? Parent)
{
    /// <summary>The devices above, the nearest first.</summary>
    public IEnumerable<NodeDeviceBranch> Ancestors
    {
        get
        {
            for (var ancestor = Parent; ancestor is not null; ancestor = ancestor.Parent)
                yield return ancestor;
        }
    }
}

/// <summary>The output of <c>virsh nodedev-list --tree</c>: a child's branch starts four columns right of its parent's.</summary>
public static partial class NodeDeviceTree
{
    private const int FirstBranch = 2;
    private const int Step = 4;

    /// <summary>
    /// Reads the tree. When a mail has joined the columns, the names decide: a target is below its host, a LUN below its target,
    /// a block device below the LUN before it, and a SCSI host below the PCI device before it, so that a vHBA is not recognized
    /// as one.
    /// </summary>
    /// <exception cref="HarnessException">Class preflight: the text has more than branches of a tree.</exception>
    public static ImmutableArray<NodeDeviceBranch> Parse(string text)
    {
        var branches = text.Split('\n').Select(line => Line().Match(line)).ToList();
        if (branches.FirstOrDefault(branch => !branch.Success) is { } odd)
            throw new HarnessException(
                FailureClass.Preflight,
                "'virsh nodedev-list --tree' was expected to print branches ('+- scsi_host5'), found: "
                + $"{text.Split('\n')[branches.IndexOf(odd)]}");

        var named = branches.Where(branch => branch.Groups[1].Success)
            .Select(branch => (branch.Groups[1].Value, branch.Groups[1].Index - 3))
            .ToList();
        return named.All(branch => (branch.Item2 - FirstBranch) % Step == 0) ? ByColumn(named) : ByName(named);
    }

    private static ImmutableArray<NodeDeviceBranch> ByColumn(List<(string Name, int Column)> named)
    {
        var all = ImmutableArray.CreateBuilder<NodeDeviceBranch>();
        var above = new Stack<(NodeDeviceBranch Branch, int Column)>();
        foreach (var (name, column) in named)
        {
            while (above.TryPeek(out var last) && last.Column >= column)
                above.Pop();
            all.Add(new NodeDeviceBranch(name, above.TryPeek(out var parent) ? parent.Branch : null));
            above.Push((all[^1], column));
        }

        return all.ToImmutable();
    }

    private static ImmutableArray<NodeDeviceBranch> ByName(List<(string Name, int Column)> named)
    {
        var all = ImmutableArray.CreateBuilder<NodeDeviceBranch>();
        foreach (var (name, _) in named)
            all.Add(
                new NodeDeviceBranch(
                    name, ParentOf(name) is { } wanted ? all.LastOrDefault(branch => wanted.IsMatch(branch.Name)) : null));

        return all.ToImmutable();
    }

    private static Regex? ParentOf(string name) => name switch
    {
        _ when Target().Match(name) is { Success: true } target => new Regex($@"\Ascsi_host{target.Groups[1]}\z"),
        _ when Device().Match(name) is { Success: true } device => new Regex($@"\Ascsi_target{device.Groups[1]}\z"),
        _ when name.StartsWith("block_", StringComparison.Ordinal)
            || name.StartsWith("scsi_generic_", StringComparison.Ordinal) =>
            Device(),
        _ when name.StartsWith("scsi_host", StringComparison.Ordinal) => new Regex(@"\Apci_"),
        _ => null,
    };

    [GeneratedRegex(@"\A(?:[ |]*\+- (\S+)|[ |]*(?:computer|\.\.\.)?)\s*\z")]
    private static partial Regex Line();

    [GeneratedRegex(@"\Ascsi_target(\d+)_\d+_\d+\z")]
    private static partial Regex Target();

    [GeneratedRegex(@"\Ascsi_(\d+_\d+_\d+)_\d+\z")]
    private static partial Regex Device();
}
