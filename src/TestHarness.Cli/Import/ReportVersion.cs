using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace TestHarness.Cli.Import;

/// <summary>A version of a program that a report names.</summary>
/// <param name="Line">The number of the line, from 1.</param>
/// <param name="Package">The version as the report has it.</param>
internal sealed partial record ReportVersion(int Line, string Program, string Package)
{
    /// <summary>Finds the first version of each program.</summary>
    public static ImmutableArray<ReportVersion> FindIn(ImportedText text) =>
    [
        .. new[] { ("qemu", Qemu()), ("libvirt", Libvirt()), ("kernel", Kernel()) }.SelectMany(program =>
            text.Find(program.Item2) is { } found
                ? new[] { new ReportVersion(found.Line, program.Item1, found.Match.Groups["version"].Value) }
                : []),
    ];

    /// <summary>The major and minor number, as a need has it.</summary>
    public string Number => MajorMinor().Match(Package).Value;

    [GeneratedRegex("""
        (?:\bqemu-(?:kvm|system\S*?)-|QEMU\ emulator\ version\s+|qemu\ version:?\s+(?:[\d.]+qemu-kvm-)?)
        (?:\d+:)?(?<version>\d+\.\d+[^\s,)]*)
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Qemu();

    [GeneratedRegex(@"(?:\blibvirt(?:-daemon)?-|libvirt version:?\s+)(?<version>\d+\.\d+[^\s,)]*)")]
    private static partial Regex Libvirt();

    [GeneratedRegex("""
        (?:\bkernel[-:]\s*|\bLinux\ version\s+|\A\s*)
        (?<version>\d+\.\d+\.\d+-\d\S*(?:x86_64|s390x|aarch64|ppc64le|generic))
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Kernel();

    [GeneratedRegex(@"\d+\.\d+")]
    private static partial Regex MajorMinor();
}
