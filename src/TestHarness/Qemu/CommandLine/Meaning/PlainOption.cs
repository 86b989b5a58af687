using System.Collections.Immutable;
using TestHarness.Qemu.CommandLine.Syntax;

namespace TestHarness.Qemu.CommandLine.Meaning;

/// <summary>An option as properties; an argument that QEMU reads as one text is the property <c>value</c>.</summary>
internal sealed record PlainOption(OptionSyntax Syntax, ImmutableArray<(string Key, string Value)> Properties)
{
    public string Name => Syntax.Name;

    /// <summary>Returns an option of a command line as properties.</summary>
    public static PlainOption Of(QemuOption option) => new(option.Syntax, option.Value switch
    {
        null => [("value", "on")],
        { Properties.IsEmpty: true, Text: var text } when option.Syntax.Form == OptionForm.Text => [("value", text)],
        var value => [.. value.Properties.Select(property => (property.Key, property.Value))],
    });

    /// <summary>Makes an option from its properties.</summary>
    public static PlainOption Of(string name, params ReadOnlySpan<(string Key, string Value)> properties) =>
        new(OptionTable.Find(name)!, [.. properties]);
}
