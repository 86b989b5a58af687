using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using TestHarness.Failures;

namespace TestHarness.Devices.Npiv.Luns;

/// <summary>A volume of a scsi pool as <c>virsh vol-list</c> shows it.</summary>
/// <param name="Name">The name, for example <c>unit:0:2:0</c>: bus, target and LUN.</param>
/// <param name="Capacity">The capacity as printed, for example <c>20.01 GiB</c>; null without <c>--details</c>.</param>
public sealed record Volume(string Name, string Path, string? Type = null, string? Capacity = null, string? Allocation = null);

/// <summary>
/// The output of <c>virsh vol-list POOL</c>, with and without <c>--details</c>, also with lines that a mail has wrapped.
/// </summary>
public static partial class VolumeList
{
    /// <summary>Reads the volumes.</summary>
    /// <exception cref="HarnessException">Class preflight: the text has more than volumes of a scsi pool.</exception>
    public static ImmutableArray<Volume> Parse(string text)
    {
        var volumes = Entry().Matches(text)
            .Select(
                entry =>
                    new Volume(
                        entry.Groups[1].Value,
                        entry.Groups[2].Value,
                        Text(entry.Groups[3]),
                        Text(entry.Groups[4]),
                        Text(entry.Groups[5])))
            .ToImmutableArray();
        var rest = Heading().Replace(Entry().Replace(text, ""), "").Trim();
        return rest.Length == 0
            ? volumes
            : throw new HarnessException(
                FailureClass.Preflight,
                "'virsh vol-list' of a scsi pool was expected to list volumes named unit:BUS:TARGET:LUN with a path each, found "
                + $"also: {rest}");
    }

    /// <summary>Returns the bus, target and LUN of a volume.</summary>
    internal static (int Bus, int Target, ulong Lun) Unit(Volume volume)
    {
        var numbers = volume.Name.Split(':');
        return (Number(numbers[1]), Number(numbers[2]), ulong.Parse(numbers[3], CultureInfo.InvariantCulture));
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string? Text(Group group) => group.Success ? group.Value : null;

    [GeneratedRegex(@"\b(unit:\d{1,9}:\d{1,9}:\d{1,19})\s+(/\S+)(?:[^\S\n]+(\S+)\s+([\d.]+ \w+)\s+([\d.]+ \w+))?")]
    private static partial Regex Entry();

    [GeneratedRegex(@"^\s*Name\s+Path(?:\s+Type\s+Capacity\s+Allocation)?\s*$|^-+\s*$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
