using System.Text.RegularExpressions;

namespace TestHarness.Qemu.CommandLine.Pasted;

/// <summary>Reads the lines that libvirt writes to the log of a domain around QEMU's command line.</summary>
internal static partial class LibvirtLog
{
    /// <summary>Returns whether a line is libvirt's own.</summary>
    public static bool IsOwnLine(string line) => OwnLine().IsMatch(line);

    /// <summary>Reads the line with which libvirt starts a QEMU.</summary>
    /// <returns>The start; null when the line is another one.</returns>
    public static LibvirtStart? ReadStart(PastedLine line)
    {
        if (!Start().IsMatch(line.Text))
            return null;
        return new LibvirtStart(
            line.Number, Value(Host(), line), Value(Qemu(), line), Value(Version(), line), Value(Kernel(), line));
    }

    /// <summary>Returns the error of a line; null when the line has none.</summary>
    public static string? Error(string line) => Failed().Match(line) is { Success: true } match ? match.Value : null;

    private static string? Value(Regex regex, PastedLine line) =>
        regex.Match(line.Text) is { Success: true } match ? match.Groups["value"].Value : null;

    [GeneratedRegex(@"\A\s*\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}\+\d{4}: ")]
    private static partial Regex OwnLine();

    [GeneratedRegex(@"\A\s*\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}\+\d{4}: starting up\b")]
    private static partial Regex Start();

    [GeneratedRegex(@"\bhostname: (?<value>[\w.-]+)")]
    private static partial Regex Host();

    [GeneratedRegex(@"\bqemu version: (?:[^,(]*?qemu-kvm-)?(?<value>\d[\w.-]*)")]
    private static partial Regex Qemu();

    [GeneratedRegex(@"\blibvirt version: (?<value>[\d.]+)")]
    private static partial Regex Version();

    [GeneratedRegex(@"\bkernel: (?<value>[^\s,]+)")]
    private static partial Regex Kernel();

    [GeneratedRegex(@"shutting down, reason=(?:failed|crashed)")]
    private static partial Regex Failed();
}
