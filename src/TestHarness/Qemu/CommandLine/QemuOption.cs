using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Qemu.CommandLine.Syntax;

namespace TestHarness.Qemu.CommandLine;

/// <summary>One option of QEMU with its argument.</summary>
public sealed record QemuOption
{
    internal QemuOption(string spelling, OptionSyntax syntax, OptionValue? value)
    {
        Spelling = spelling;
        Syntax = syntax;
        Value = value;
    }

    /// <summary>The option's name without dashes or aliases: <c>machine</c> for <c>-M</c>.</summary>
    public string Name => Syntax.Name;

    /// <summary>As it was written, dashes and all; empty for a disk image without an option.</summary>
    public string Spelling { get; }

    public OptionValue? Value { get; private init; }

    /// <summary>
    /// The place of the option's first word, as in <c>line 3, column 5</c>; null when the option was not read from a text.
    /// </summary>
    public string? Position { get; internal init; }

    internal OptionSyntax Syntax { get; }

    /// <summary>The last value of a key of the argument; null where it has none.</summary>
    public string? this[string key] => Value?[key];

    /// <param name="name">Without its dash.</param>
    /// <param name="argument">As it is typed: a comma in a value is <c>,,</c>.</param>
    /// <exception cref="HarnessException">No such option, or its argument is missing or too much (class config).</exception>
    public static QemuOption Of(string name, string? argument = null)
    {
        var syntax = Find(name);
        if (syntax.TakesArgument != (argument is not null))
        {
            throw new HarnessException(
                FailureClass.Config, $"QEMU's option -{name} takes {(syntax.TakesArgument ? "an argument" : "no argument")}");
        }

        return new QemuOption($"-{name}", syntax, argument is null ? null : new OptionValue(syntax, argument));
    }

    /// <summary>An option from its properties; a comma in a value is just a comma.</summary>
    public static QemuOption Of(string name, params IEnumerable<(string Key, string? Value)> properties)
    {
        var option = Of(name, "");
        return properties.Aggregate(option, (soFar, property) => soFar.With(property.Key, property.Value));
    }

    /// <param name="value">Null leaves the key out.</param>
    public QemuOption With(string key, string? value) => this with { Value = Required.With(key, value) };

    public QemuOption Without(string key) => this with { Value = Required.Without(key) };

    /// <summary>Keeps the given properties alone, and writes them in the option's form (JSON stays JSON).</summary>
    internal QemuOption WithOnly(IEnumerable<OptionProperty> properties) => this with { Value = Required.WithOnly(properties) };

    /// <summary>Compares the words; the position does not count.</summary>
    public bool Equals(QemuOption? other) =>
        other is not null && Spelling == other.Spelling && Syntax == other.Syntax && Value == other.Value;

    public override int GetHashCode() => HashCode.Combine(Spelling, Syntax.Name, Value);

    public IEnumerable<string> ToArguments()
    {
        if (Spelling.Length > 0)
            yield return Spelling;
        if (Value is not null)
            yield return Value.Text;
    }

    public override string ToString() => ShellQuote.Join(ToArguments());

    private OptionValue Required =>
        Value ?? throw new HarnessException(FailureClass.Config, $"QEMU's option -{Name} takes no argument and so has no properties");

    private static OptionSyntax Find(string name) => OptionTable.Find(name) ?? throw new HarnessException(
        FailureClass.Config, $"QEMU has no option -{name}; see 'qemu-system-x86_64 -help' for those it has");
}
