using System.Collections.Immutable;

namespace TestHarness.Qemu.CommandLine.Syntax;

/// <summary>Reads the value of <c>-cpu</c>, where <c>+f</c> and <c>f</c> are <c>f=on</c> and <c>-f</c> is <c>f=off</c>.</summary>
internal static class CpuText
{
    /// <summary>Splits a text into properties.</summary>
    public static ImmutableArray<OptionProperty> Parse(string text) =>
        KeyValueText.Parse(text, "model", feature => feature switch
        {
            ['+', .. var name] => new OptionProperty(name, "on"),
            ['-', .. var name] => new OptionProperty(name, "off"),
            _ => new OptionProperty(feature, "on"),
        });
}
