using System.Collections.Immutable;

namespace TestHarness.Qemu.CommandLine.Pasted;

/// <summary>Finds the guests of commands, and the source and the destination of each.</summary>
internal static class GuestPairs
{
    /// <summary>
    /// Pairs each destination with a source before it, or else after it: the nearest one with the guest's name, or else the
    /// nearest one of which at least half the words are the same.
    /// </summary>
    public static ImmutableArray<PastedGuest> Of(ImmutableArray<PastedCommand> commands)
    {
        var sources = commands.Where(command => !command.IsDestination).ToList();
        var destinations = new Dictionary<PastedCommand, PastedCommand>(ReferenceEqualityComparer.Instance);
        var alone = new List<PastedCommand>();
        foreach (var destination in commands.Where(command => command.IsDestination))
        {
            var free = sources.Where(source => !destinations.ContainsKey(source)).ToArray();
            var source = Nearest(free.Where(other => other.Line < destination.Line), destination)
                ?? Nearest(free.Where(other => other.Line > destination.Line), destination);
            if (source is null)
                alone.Add(destination);
            else
                destinations[source] = destination;
        }

        return
        [
            .. sources.Select(source => new PastedGuest(source, destinations.GetValueOrDefault(source)))
                .Concat(alone.Select(destination => new PastedGuest(destination, destination)))
                .OrderBy(guest => guest.Source.Line),
        ];
    }

    /// <summary>
    /// Removes guests that are another start of a guest: the same words, or the same name in libvirt's log. The last start in a
    /// log stays.
    /// </summary>
    public static ImmutableArray<PastedGuest> WithoutRestarts(ImmutableArray<PastedGuest> guests) =>
    [
        .. guests.GroupBy(
                guest => guest.Source is { Start: not null, GuestName: { } name }
                    ? name
                    : string.Join('\n', [guest.Source.Program, .. guest.Source.Arguments]))
            .Select(starts => starts.LastOrDefault(start => !start.Source.IsDestination, starts.Last())),
    ];

    /// <summary>Returns whether at least half of a destination's words are a source's too.</summary>
    private static bool IsLike(PastedCommand source, PastedCommand destination) =>
        destination.Arguments.Count(source.Arguments.ToHashSet().Contains) * 2 >= destination.Arguments.Length;

    private static PastedCommand? Nearest(IEnumerable<PastedCommand> sources, PastedCommand destination)
    {
        var near = sources.OrderBy(source => Math.Abs(source.Line - destination.Line)).ToArray();
        return near.FirstOrDefault(source => source.GuestName is { } name && name == destination.GuestName)
            ?? near.FirstOrDefault(source => IsLike(source, destination));
    }
}
