namespace TestHarness.Qemu.CommandLine.Pasted;

/// <summary>Formats the reasons why a paste cannot be read.</summary>
internal static class Problems
{
    /// <summary>Returns a message with its place.</summary>
    public static string At(string position, string problem) => $"the QEMU command line cannot be read at {position}: {problem}";
}
