using TestHarness.Qemu.CommandLine.Syntax;

namespace TestHarness.Qemu.CommandLine;

/// <summary>An option that names a thing of the guest or of QEMU: what is built with it and found by it.</summary>
public abstract record TypedOption<TSelf>(OptionValue Value)
    where TSelf : TypedOption<TSelf>
{
    protected abstract string OptionName { get; }

    public string? this[string key] => Value[key];

    /// <param name="value">Null leaves the key out.</param>
    public TSelf With(string key, string? value) => (TSelf)(this with { Value = Value.With(key, value) });

    public TSelf With(string key, long value) => (TSelf)(this with { Value = Value.With(key, value) });

    public TSelf With(string key, bool value) => (TSelf)(this with { Value = Value.With(key, value) });

    public QemuOption ToOption() => new($"-{OptionName}", OptionTable.Find(OptionName)!, Value);

    public sealed override string ToString() => ToOption().ToString();

    public static implicit operator QemuOption(TypedOption<TSelf> option) => option.ToOption();

    protected static OptionValue Build(string optionName, params IEnumerable<(string Key, string? Value)> properties) =>
        QemuOption.Of(optionName, properties).Value!;
}
