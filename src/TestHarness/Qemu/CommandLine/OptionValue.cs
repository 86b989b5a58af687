using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Failures;
using TestHarness.Qemu.CommandLine.Syntax;

namespace TestHarness.Qemu.CommandLine;

/// <summary>
/// The argument of an option: its text as it was written, and the properties that QEMU reads in it. An edit writes the text
/// again, booleans as <c>on</c> and <c>off</c>; an argument that is not edited keeps its text.
/// </summary>
public sealed record OptionValue
{
    private readonly OptionSyntax _syntax;

    /// <exception cref="HarnessException">Class config: the text starts like JSON but is not JSON.</exception>
    internal OptionValue(OptionSyntax syntax, string text)
    {
        _syntax = syntax;
        Text = text;
        Properties = IsJson ? JsonOptionText.Parse(text) : syntax.Form switch
        {
            OptionForm.Properties => KeyValueText.Parse(text, syntax.ImpliedKey),
            OptionForm.Global => GlobalText.Parse(text),
            OptionForm.Cpu => CpuText.Parse(text),
            OptionForm.CharacterDevice => CharacterDeviceText.Parse(text),
            _ => [],
        };
    }

    /// <summary>The text of the argument.</summary>
    public string Text { get; }

    /// <summary>The properties in their order; none when QEMU does not split the text, as with <c>-uuid</c>.</summary>
    public ImmutableArray<OptionProperty> Properties { get; }

    internal bool IsJson => _syntax.AcceptsJson && Text.StartsWith('{');

    /// <summary>The last value of a key, which is the one that QEMU uses; null when there is none.</summary>
    public string? this[string key] => Properties.LastOrDefault(property => property.Key == key).Value;

    /// <summary>Returns the argument with a property.</summary>
    /// <param name="value">The value; null removes the key.</param>
    public OptionValue With(string key, string? value)
    {
        if (value is null)
            return Without(key);
        if (key.Length == 0 || key.AsSpan().ContainsAny(",="))
            throw new HarnessException(
                FailureClass.Config, $"'{key}' is not a key of a QEMU option: it is empty or has ',' or '='");

        var old = Properties.LastOrDefault(property => property.Key == key);
        var property = new OptionProperty(key, value, IsJson && IsLiteral(old, value));
        var others = Properties.RemoveAll(other => other.Key == key && other != old);
        return Rewrite(others.IndexOf(old) is var at and >= 0 ? others.SetItem(at, property) : others.Add(property));
    }

    /// <summary>Returns the argument with a property.</summary>
    public OptionValue With(string key, long value) => With(key, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Returns the argument with a property, <c>on</c> or <c>off</c>.</summary>
    public OptionValue With(string key, bool value) => With(key, value ? "on" : "off");

    /// <summary>Returns the argument without a key.</summary>
    public OptionValue Without(string key) => Rewrite(Properties.RemoveAll(property => property.Key == key));

    internal OptionValue WithOnly(IEnumerable<OptionProperty> properties) => Rewrite([.. properties]);

    public bool Equals(OptionValue? other) => other is not null && Text == other.Text && _syntax == other._syntax;

    public override int GetHashCode() => HashCode.Combine(Text, _syntax.Name);

    public override string ToString() => Text;

    private static bool IsLiteral(OptionProperty old, string value) =>
        old.Key is null
            ? value is "on" or "off"
            : old.IsJsonLiteral && (value is "on" or "off" || long.TryParse(value, CultureInfo.InvariantCulture, out _));

    private OptionValue Rewrite(ImmutableArray<OptionProperty> properties) => new(_syntax, _syntax.Form switch
    {
        _ when IsJson => JsonOptionText.Format(properties),
        OptionForm.CharacterDevice => CharacterDeviceText.Format(properties),
        OptionForm.Properties or OptionForm.Global or OptionForm.Cpu => KeyValueText.Format(properties, _syntax.ImpliedKey),
        _ => throw new HarnessException(
            FailureClass.Config, $"-{_syntax.Name} takes one text without properties; replace the option"),
    });
}
