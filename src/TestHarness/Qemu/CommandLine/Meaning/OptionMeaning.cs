using System.Collections.Immutable;

namespace TestHarness.Qemu.CommandLine.Meaning;

/// <summary>The meaning of one option, independent of its spelling.</summary>
/// <param name="Subject">The option with its identity among the options of its name.</param>
internal sealed record OptionMeaning(string Name, string Subject, ImmutableSortedDictionary<string, string> Properties)
{
    /// <summary>The keys that may be repeated, each time with one more value.</summary>
    private static readonly ImmutableHashSet<string> Lists =
        ["hostfwd", "guestfwd", "dnssearch", "tls-channel", "plaintext-channel", "path", "cpus"];

    /// <summary>Returns the meanings of options.</summary>
    public static ImmutableArray<OptionMeaning> Of(IEnumerable<QemuOption> options)
    {
        var groups = options.SelectMany(Synonyms.Expand)
            .Select((plain, index) => (plain, index))
            .GroupBy(item => item.plain.Syntax.Merges ? item.plain.Name : $"{item.index}", item => item.plain);
        var seen = new Dictionary<string, int>();
        return [.. groups.Select(group => Merge([.. group], seen)).Where(meaning => meaning.Properties.Count > 0)];
    }

    private static OptionMeaning Merge(ImmutableArray<PlainOption> parts, Dictionary<string, int> seen)
    {
        var option = parts[0];
        var properties = parts.SelectMany(part => part.Properties)
            .GroupBy(property => property.Key, property => NormalValue.Of(option.Name, property.Key, property.Value))
            .ToImmutableSortedDictionary(
                values => values.Key,
                values => Lists.Contains(values.Key) ? string.Join(", ", values) : values.Last(),
                StringComparer.Ordinal);
        var subject = string.Join(' ', [$"-{option.Name}", .. Identity(option, properties)]);
        var count = seen[subject] = seen.GetValueOrDefault(subject) + 1;
        return new OptionMeaning(option.Name, count == 1 ? subject : $"{subject} #{count}", properties);
    }

    private static IEnumerable<string> Identity(PlainOption option, ImmutableSortedDictionary<string, string> properties)
    {
        string[] keys = option.Name switch
        {
            _ when option.Syntax.Merges => [],
            "global" => ["driver", "property"],
            "mon" => ["chardev"],
            "accel" => ["accel"],
            "device" when !properties.ContainsKey("id") => ["driver"],
            _ => ["id", "node-name"],
        };
        return keys.Where(properties.ContainsKey).Select(key => $"{key}={properties[key]}").Take(option.Name == "global" ? 2 : 1);
    }
}
