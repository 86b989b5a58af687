using System.Collections.Immutable;

namespace TestHarness.Hostile.Tests.Jail;

/// <summary>What became of a command in a jail.</summary>
/// <param name="Harm">What it did outside its own folder: files, sockets, programs, processes that it left.</param>
/// <param name="OwnFolder">A copy of its own folder.</param>
internal sealed record JailReport(int ExitCode, string Output, string Error, ImmutableArray<string> Harm, string OwnFolder)
{
    public static JailReport Read(string results, string own, IEnumerable<string> sightings)
    {
        string[] Lines(string name) => File.ReadAllLines(Path.Combine(results, name));
        var changes = Lines("after").Except(Lines("before")).Select(Change).OfType<string>()
            .Where(change => !$"{change}/".Contains($" {own}/", StringComparison.Ordinal));
        var bait = Lines("bait-after").Concat(Lines("bait-before")).Except(Lines("bait-before").Intersect(Lines("bait-after")));
        return new JailReport(
            int.Parse(Lines("code")[0], System.Globalization.CultureInfo.InvariantCulture),
            string.Join('\n', Lines("stdout")),
            string.Join('\n', Lines("stderr")),
            [
                .. changes,
                .. bait.Select(line => $"bait changed: {line}"),
                .. Lines("left").Where(command => command.Length > 0).Select(command => $"process left: {command}"),
                .. sightings,
            ],
            Path.Combine(results, "own"));
    }

    /// <summary>Reads "f upper/etc/passwd"; null for a folder of this machine that was only entered.</summary>
    private static string? Change(string line)
    {
        var (type, place) = (line[0], line[2..]);
        var path = place.StartsWith("upper/", StringComparison.Ordinal) ? place["upper".Length..] : $"/{place}";
        return type switch
        {
            'd' when Directory.Exists(path) => null,
            'c' when place.StartsWith("upper/", StringComparison.Ordinal) => $"removed: {path}",
            _ => $"changed or made ({type}): {path}",
        };
    }
}
