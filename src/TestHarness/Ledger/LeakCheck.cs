using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Ledger;

/// <summary>
/// What there is on a host of the kinds that scenarios provision; two of them are compared around a scenario. Of files and processes
/// only this harness's own count: others may run side by side.
/// </summary>
/// <param name="Items">One line each: the kind and the name.</param>
public sealed partial record LeakCheck(string Host, ImmutableSortedSet<string> Items)
{
    private const string UnlistedPrefix = "!";

    private static readonly string[] Lasting = ["file ", "pool ", "mdev-definition "];

    /// <summary>The kinds that could not be listed, each with the reason.</summary>
    public ImmutableSortedDictionary<string, string> Unlisted { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public static async Task<LeakCheck> TakeAsync(IHost host, CancellationToken cancellationToken = default)
    {
        var look = ProcessTag.NewId();
        var command = Command.Shell(Script, look, ProcessTag.Session).WithEnvironment(ProcessTag.Variable, look);
        var result = (await host.RunAsync(command, cancellationToken)).OrThrow(FailureClass.Leak);
        var lines = result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ToLookup(line => line.StartsWith(UnlistedPrefix, StringComparison.Ordinal));
        return new LeakCheck(host.Name, [.. lines[false]])
        {
            Unlisted = lines[true].Select(line => line[UnlistedPrefix.Length..].Split(' ', 2))
                .ToImmutableSortedDictionary(words => words[0], words => words[1].Trim()),
        };
    }

    /// <summary>Without what goes with a reboot.</summary>
    public LeakCheck OfWhatLasts => this with { Items = [.. Items.Where(item => Lasting.Any(kind => item.StartsWith(kind, StringComparison.Ordinal)))] };

    /// <returns>What is there now and was not before, or the other way round, of the kinds that both looks listed.</returns>
    public ImmutableArray<string> DifferencesSince(LeakCheck before) =>
        [.. ItemsSince(before).Select(difference => difference.Text)];

    /// <summary>The kinds that one of the two looks could not list, whose leaks are not known.</summary>
    public ImmutableArray<UnlistedKind> NotCheckedSince(LeakCheck before) =>
    [
        .. before.Unlisted.Select(kind => new UnlistedKind(Host, kind.Key, $"before the scenario: {kind.Value}")),
        .. Unlisted.Where(kind => !before.Unlisted.ContainsKey(kind.Key))
            .Select(kind => new UnlistedKind(Host, kind.Key, $"after the scenario: {kind.Value}")),
    ];

    /// <summary>The kind and the name of each difference, with its text.</summary>
    internal IEnumerable<(string Kind, string Name, string Text)> ItemsSince(LeakCheck before) =>
        from difference in Items.Except(before.Items).Select(item => (Item: item, What: "left behind"))
            .Concat(before.Items.Except(Items).Where(item => Kind(item) != "process").Select(item => (Item: item, What: "gone")))
        let kind = Kind(difference.Item)
        where !Unlisted.ContainsKey(kind) && !before.Unlisted.ContainsKey(kind)
        select (kind, difference.Item[(kind.Length + 1)..], $"{Host}: {difference.What}: {difference.Item}");

    private static string Kind(string item) => item[..item.IndexOf(' ', StringComparison.Ordinal)];
}
