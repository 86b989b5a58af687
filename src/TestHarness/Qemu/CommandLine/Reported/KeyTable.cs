using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>
/// The rules of an option's keys; the first rule that covers a key counts. A key without a rule is taken over when its value is
/// on, off, a number or a size, and refused otherwise: another text could be a path, an address or a program.
/// </summary>
internal sealed partial class KeyTable(params ImmutableArray<KeyRule> rules)
{
    /// <summary>The reason why a key without a rule is dropped; null when such keys are read as described above.</summary>
    public string? DropsOthers { get; init; }

    /// <summary>Returns a table with other rules before the rules of this table.</summary>
    public KeyTable After(params ImmutableArray<KeyRule> first) => new([.. first, .. rules]) { DropsOthers = DropsOthers };

    /// <summary>Applies the rules to an option; of a repeated key the last value counts, as for QEMU.</summary>
    public KeySelection Select(QemuOption option) => Select(option.Name, option.Value!.Properties);

    /// <summary>Applies the rules to the properties of an option.</summary>
    public KeySelection Select(string option, ImmutableArray<OptionProperty> properties)
    {
        var kept = ImmutableArray.CreateBuilder<OptionProperty>();
        var (reasons, refusals) = (ImmutableArray.CreateBuilder<string>(), ImmutableArray.CreateBuilder<string>());
        for (var at = 0; at < properties.Length; at++)
        {
            var property = properties[at];
            var (rule, key) = (Find(property.Key), ReportedText.Value("", property.Key));
            if (!rule.Repeats && properties.Skip(at + 1).Any(later => later.Key == property.Key))
                continue;
            if (rule.Disposition == Disposition.Dropped)
                reasons.Add($"{key}: {rule.Reason}");
            else if (rule.Disposition == Disposition.Refused)
                refusals.Add($"the key '{key}' of -{option} is refused: {rule.Reason}");
            else if (rule.Kind!.Fits(property.Value))
                kept.Add(property);
            else
                refusals.Add(Misfit(option, property, rule));
        }

        return new KeySelection(kept.ToImmutable(), reasons.ToImmutable(), refusals.ToImmutable());
    }

    private KeyRule Find(string key) => KeyName().IsMatch(key)
        ? rules.FirstOrDefault(rule => rule.Covers(key)) ?? Others
        : KeyRule.Refuse("it is not the name of a key", "");

    private KeyRule Others => DropsOthers is { } reason ? KeyRule.Drop(reason, "") : Unknown;

    private static KeyRule Unknown { get; } = KeyRule.Take(ValueKind.Plain, "");

    private static string Misfit(string option, OptionProperty property, KeyRule rule)
    {
        var shown = ReportedText.Value(property.Key, property.Value);
        return ReferenceEquals(rule, Unknown)
            ? $"the key '{property.Key}' of -{option} is not known, and '{shown}' could be a path, an address or a program: "
                + "remove the key"
            : $"the key '{property.Key}' of -{option}: expected {rule.Kind!.Expected}, found '{shown}'";
    }

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*\z")]
    private static partial Regex KeyName();
}
