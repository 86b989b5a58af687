using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Ledger;

/// <summary>
/// A list of everything on a host that scenarios make, at one time. Two lists are compared around a scenario. Only files and
/// processes of this session are listed: other sessions may run side by side.
/// </summary>
/// <param name="Probes">The probes that listed the items.</param>
/// <param name="Items">One line for each item: its kind and its name.</param>
public sealed record LeakCheck(string Host, ImmutableArray<LeakProbe> Probes, ImmutableSortedSet<string> Items)
{
    private const string UnlistedPrefix = "!";

    /// <summary>The kinds that could not be listed, each with the reason.</summary>
    public ImmutableSortedDictionary<string, string> Unlisted { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Lists the items of a host with the harness's own probes and those of device kinds.</summary>
    /// <exception cref="HarnessException">Class leak: the listing itself failed.</exception>
    public static async Task<LeakCheck> TakeAsync(
        IHost host, ImmutableArray<LeakProbe> deviceProbes, CancellationToken cancellationToken = default)
    {
        ImmutableArray<LeakProbe> probes = [.. OwnLeakProbes.All, .. deviceProbes];
        var look = ProcessTag.NewId();
        var command = Command.Shell(LeakScript.Compose(probes), look, ProcessTag.Session)
            .WithEnvironment(ProcessTag.Variable, look);
        var result = (await host.RunAsync(command, cancellationToken)).OrThrow(FailureClass.Leak);
        var lines = result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ToLookup(line => line.StartsWith(UnlistedPrefix, StringComparison.Ordinal));
        return new LeakCheck(host.Name, probes, [.. lines[false]])
        {
            Unlisted = lines[true].Select(line => line[UnlistedPrefix.Length..].Split(' ', 2))
                .ToImmutableSortedDictionary(words => words[0], words => words[1].Trim()),
        };
    }

    /// <summary>The list with only the items that survive a reboot.</summary>
    public LeakCheck SurvivingReboot =>
        this with { Items = [.. Items.Where(item => ProbeOf(KindOf(item))?.SurvivesReboot == true)] };

    /// <summary>Compares the list with an earlier one.</summary>
    /// <returns>The items that only one of the two lists has, of the kinds that both lists have.</returns>
    public ImmutableArray<string> DifferencesSince(LeakCheck before) =>
        [.. ItemsSince(before).Select(difference => difference.Text)];

    /// <summary>Returns the kinds that one of the two lists lacks; leaks of these kinds are not known.</summary>
    public ImmutableArray<UnlistedKind> NotCheckedSince(LeakCheck before) =>
    [
        .. before.Unlisted.Select(kind => new UnlistedKind(Host, kind.Key, $"before the scenario: {kind.Value}")),
        .. Unlisted.Where(kind => !before.Unlisted.ContainsKey(kind.Key))
            .Select(kind => new UnlistedKind(Host, kind.Key, $"after the scenario: {kind.Value}")),
    ];

    /// <summary>Returns the kind, the name and the text of each difference.</summary>
    internal IEnumerable<(string Kind, string Name, string Text)> ItemsSince(LeakCheck before) =>
        from difference in Items.Except(before.Items).Select(item => (Item: item, What: "left behind"))
            .Concat(before.Items.Except(Items).Select(item => (Item: item, What: "gone")))
        let kind = KindOf(difference.Item)
        where difference.What != "gone" || kind != OwnLeakProbes.Process
        where !Unlisted.ContainsKey(kind) && !before.Unlisted.ContainsKey(kind)
        select (kind, difference.Item[(kind.Length + 1)..], $"{Host}: {difference.What}: {difference.Item}");

    /// <summary>Returns the probe of a kind; null for <c>libvirt</c>, the kind of libvirt's own socket.</summary>
    internal LeakProbe? ProbeOf(string kind) => Probes.FirstOrDefault(probe => probe.Kind == kind);

    private static string KindOf(string item) => item[..item.IndexOf(' ', StringComparison.Ordinal)];
}
