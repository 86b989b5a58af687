namespace TestHarness.Qemu.CommandLine.Pasted;

/// <summary>An error that QEMU or libvirt logged in a paste.</summary>
/// <param name="Line">The number of the line in the paste, from 1.</param>
public sealed record PastedFinding(int Line, string Text)
{
    public override string ToString() => $"line {Line}: {Text}";
}
