using System.Collections.Immutable;
using TestHarness.Qemu.CommandLine.Syntax;

namespace TestHarness.Qemu.CommandLine.Meaning;

/// <summary>An option as properties; what QEMU takes as one text is the property <c>value</c>.</summary>
internal sealed record PlainOption(OptionSyntax Syntax, ImmutableArray<(string Key, string Value)> Properties)
{
    public string Name => Syntax.Name;

    public static PlainOption Of(QemuOption option) => new(option.Syntax, option.Value switch
    {
        null => [("value", "on")],
        { Properties.IsEmpty: true, Text: var text } when option.Syntax.Form == OptionForm.Text => [("value", text)],
        var value => [.. value.Properties.Select(property => (property.Key, property.Value))],
    });

    public static PlainOption Of(string name, params ReadOnlySpan<(string Key, string Value)> properties) =>
        new(OptionTable.Find(name)!, [.. properties]);
}
