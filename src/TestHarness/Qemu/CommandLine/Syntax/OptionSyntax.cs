namespace TestHarness.Qemu.CommandLine.Syntax;

/// <summary>The form of an option's argument.</summary>
internal enum OptionForm
{
    /// <summary>No argument.</summary>
    Flag,

    /// <summary>One text that QEMU does not split.</summary>
    Text,

    /// <summary><c>key=value,…</c>, with <c>,,</c> for a comma.</summary>
    Properties,

    /// <summary><c>driver.property=value</c>, or properties.</summary>
    Global,

    /// <summary>A model, then features as <c>+f</c>, <c>-f</c> or <c>f=value</c>.</summary>
    Cpu,

    /// <summary>A character device in its short form, as in <c>unix:/path,server=on,wait=off</c>.</summary>
    CharacterDevice,
}

/// <summary>The syntax of an option.</summary>
/// <param name="ImpliedKey">The key of a first value that is written without a key; null when there is none.</param>
/// <param name="Merges">Whether QEMU reads a repeated option as more properties of the first one.</param>
internal sealed record OptionSyntax(
    string Name, OptionForm Form, string? ImpliedKey = null, bool AcceptsJson = false, bool Merges = false)
{
    public bool TakesArgument => Form != OptionForm.Flag;
}
