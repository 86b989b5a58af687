using System.Collections.Immutable;
using TestHarness.Qemu.CommandLine.Meaning;

namespace TestHarness.Qemu.CommandLine;

public sealed partial record QemuCommandLine
{
    /// <summary>The options whose order among themselves has a meaning for QEMU: slots, indexes, the last one counts.</summary>
    private static readonly ImmutableHashSet<string> Ordered =
        ["accel", "device", "drive", "net", "nic", "parallel", "serial", "usbdevice", "virtioconsole"];

    /// <summary>
    /// Returns whether QEMU starts the same guest in the same way with both command lines, however the options are spelled and
    /// ordered.
    /// </summary>
    public bool MeansTheSameAs(QemuCommandLine other) => Differences(other).IsEmpty;

    /// <summary>Returns the differences in meaning from another command line; empty when there are none.</summary>
    public ImmutableArray<OptionDifference> Differences(QemuCommandLine other)
    {
        var first = OptionMeaning.Of(Options);
        var second = OptionMeaning.Of(other.Options);
        return [.. Programs(other), .. Contents(first, second), .. Orders(first, second)];
    }

    private IEnumerable<OptionDifference> Programs(QemuCommandLine other) =>
        Program == other.Program ? [] : [new OptionDifference("program", "path", Program, other.Program)];

    private static IEnumerable<OptionDifference> Contents(
        ImmutableArray<OptionMeaning> first, ImmutableArray<OptionMeaning> second)
    {
        var others = second.ToDictionary(option => option.Subject);
        foreach (var option in first)
        {
            if (!others.Remove(option.Subject, out var other))
            {
                yield return new OptionDifference(option.Subject, "presence", Text(option), null);
                continue;
            }

            foreach (var key in option.Properties.Keys.Union(other.Properties.Keys, StringComparer.Ordinal))
            {
                var (left, right) = (option.Properties.GetValueOrDefault(key), other.Properties.GetValueOrDefault(key));
                if (left != right)
                    yield return new OptionDifference(option.Subject, key, left, right);
            }
        }

        foreach (var option in second.Where(option => others.ContainsKey(option.Subject)))
            yield return new OptionDifference(option.Subject, "presence", null, Text(option));
    }

    private static IEnumerable<OptionDifference> Orders(
        ImmutableArray<OptionMeaning> first, ImmutableArray<OptionMeaning> second) =>
        from name in Ordered.Order(StringComparer.Ordinal)
        let left = Subjects(first, name).Intersect(Subjects(second, name)).ToArray()
        let right = Subjects(second, name).Intersect(Subjects(first, name)).ToArray()
        where !left.SequenceEqual(right)
        select new OptionDifference($"-{name}", "order", string.Join(", ", left), string.Join(", ", right));

    private static IEnumerable<string> Subjects(ImmutableArray<OptionMeaning> options, string name) =>
        options.Where(option => option.Name == name).Select(option => option.Subject);

    private static string Text(OptionMeaning option) =>
        string.Join(',', option.Properties.Select(property => $"{property.Key}={property.Value}"));
}
