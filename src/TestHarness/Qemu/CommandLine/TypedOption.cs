using TestHarness.Qemu.CommandLine.Syntax;

namespace TestHarness.Qemu.CommandLine;

/// <summary>An option that defines a part of the guest or of QEMU, with named properties.</summary>
public abstract record TypedOption<TSelf>(OptionValue Value)
    where TSelf : TypedOption<TSelf>
{
    /// <summary>The option's name without its dash.</summary>
    protected abstract string OptionName { get; }

    /// <summary>The last value of a key; null when there is none.</summary>
    public string? this[string key] => Value[key];

    /// <summary>Returns the option with a property.</summary>
    /// <param name="value">The value; null removes the key.</param>
    public TSelf With(string key, string? value) => (TSelf)(this with { Value = Value.With(key, value) });

    /// <summary>Returns the option with a property.</summary>
    public TSelf With(string key, long value) => (TSelf)(this with { Value = Value.With(key, value) });

    /// <summary>Returns the option with a property, <c>on</c> or <c>off</c>.</summary>
    public TSelf With(string key, bool value) => (TSelf)(this with { Value = Value.With(key, value) });

    /// <summary>Returns the option for a command line.</summary>
    public QemuOption ToOption() => new($"-{OptionName}", OptionTable.Find(OptionName)!, Value);

    public sealed override string ToString() => ToOption().ToString();

    /// <summary>Returns the option for a command line.</summary>
    public static implicit operator QemuOption(TypedOption<TSelf> option) => option.ToOption();

    /// <summary>Makes the argument from properties.</summary>
    protected static OptionValue Build(string optionName, params IEnumerable<(string Key, string? Value)> properties) =>
        QemuOption.Of(optionName, properties).Value!;
}
