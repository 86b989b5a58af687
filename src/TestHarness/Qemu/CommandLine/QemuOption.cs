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

    /// <summary>The option as it was written, with its dashes; empty for a disk image without an option.</summary>
    public string Spelling { get; }

    /// <summary>The argument; null when the option takes none.</summary>
    public OptionValue? Value { get; private init; }

    /// <summary>
    /// The place of the option's first word, as in <c>line 3, column 5</c>; null when the option was not read from a text.
    /// </summary>
    public string? Position { get; internal init; }

    internal OptionSyntax Syntax { get; }

    /// <summary>The last value of a key of the argument; null when there is none.</summary>
    public string? this[string key] => Value?[key];

    /// <summary>Makes an option from its argument.</summary>
    /// <param name="name">The option's name without its dash.</param>
    /// <param name="argument">
    /// The argument as it is typed: a comma in a value is <c>,,</c>. Null for an option without an argument.
    /// </param>
    /// <exception cref="HarnessException">
    /// Class config: QEMU has no such option, or the argument is missing or not allowed.
    /// </exception>
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

    /// <summary>Makes an option from its properties; a comma in a value is a comma.</summary>
    public static QemuOption Of(string name, params IEnumerable<(string Key, string? Value)> properties)
    {
        var option = Of(name, "");
        return properties.Aggregate(option, (soFar, property) => soFar.With(property.Key, property.Value));
    }

    /// <summary>Returns the option with a property.</summary>
    /// <param name="value">The value; null removes the key.</param>
    public QemuOption With(string key, string? value) => this with { Value = Required.With(key, value) };

    /// <summary>Returns the option without a key.</summary>
    public QemuOption Without(string key) => this with { Value = Required.Without(key) };

    /// <summary>Returns the option with only these properties, in the option's form (JSON stays JSON).</summary>
    internal QemuOption WithOnly(IEnumerable<OptionProperty> properties) => this with { Value = Required.WithOnly(properties) };

    /// <summary>Compares the words; the position does not count.</summary>
    public bool Equals(QemuOption? other) =>
        other is not null && Spelling == other.Spelling && Syntax == other.Syntax && Value == other.Value;

    public override int GetHashCode() => HashCode.Combine(Spelling, Syntax.Name, Value);

    /// <summary>Returns the words of the option.</summary>
    public IEnumerable<string> ToArguments()
    {
        if (Spelling.Length > 0)
            yield return Spelling;
        if (Value is not null)
            yield return Value.Text;
    }

    public override string ToString() => ShellQuote.Join(ToArguments());

    private OptionValue Required =>
        Value ?? throw new HarnessException(
            FailureClass.Config, $"QEMU's option -{Name} takes no argument and so has no properties");

    private static OptionSyntax Find(string name) => OptionTable.Find(name) ?? throw new HarnessException(
        FailureClass.Config, $"QEMU has no option -{name}; 'qemu-system-x86_64 -help' lists the options");
}
