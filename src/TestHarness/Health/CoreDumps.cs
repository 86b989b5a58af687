using System.Collections.Immutable;
using System.Text;
using TestHarness.Failures;

namespace TestHarness.Health;

/// <summary>
/// The core dumps of a host, by the pattern of /proc/sys/kernel/core_pattern (core(5)); only a plain absolute path can be
/// searched.
/// </summary>
/// <param name="SearchPath">A <c>find -path</c> pattern that matches the core files; null when there is none.</param>
/// <param name="Folder">The folder of the core files; null when there is none.</param>
/// <param name="NotCheckable">The reason why core dumps cannot be found; null when they can.</param>
public sealed record CoreDumps(string? Folder, string? SearchPath, string? NotCheckable)
{
    /// <summary>The file with the pattern.</summary>
    public const string PatternPath = "/proc/sys/kernel/core_pattern";

    /// <summary>Reads a pattern.</summary>
    public static CoreDumps OfPattern(string corePattern)
    {
        var pattern = corePattern.Trim();
        if (pattern.Length == 0)
            return Unknown("kernel.core_pattern is empty");
        if (pattern[0] == '|')
            return Unknown($"kernel.core_pattern is the program '{pattern}'");
        if (pattern[0] != '/')
            return Unknown($"kernel.core_pattern '{pattern}' is relative to each process's own directory");

        var search = ToSearchPath(pattern);
        var folder = search[..Math.Max(1, search.LastIndexOf('/'))];
        return folder.Contains('*', StringComparison.Ordinal)
            ? Unknown($"kernel.core_pattern '{pattern}' has a folder that varies")
            : new CoreDumps(folder, search, null);
    }

    /// <summary>Compares two lists of core files: each new one is a finding.</summary>
    public HealthReport Compare(string where, ImmutableArray<string> before, ImmutableArray<string> after) =>
        NotCheckable is { } reason
        ? HealthReport.Unmade(HealthCheck.CoreDumps, where, reason)
        : HealthReport.Made(HealthCheck.CoreDumps, after.Except(before).Select(
            file => new HealthFinding(HealthCheck.CoreDumps, where, HealthSeverity.Critical, $"a process dumped core: {file}")));

    private static CoreDumps Unknown(string reason) => new(null, null, reason);

    // Every specifier stands for any text; kernel.core_uses_pid may append another one.
    private static string ToSearchPath(string pattern)
    {
        var search = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '%' && i + 1 < pattern.Length)
                search.Append(pattern[++i] == '%' ? "%" : "*");
            else if ("*?[\\".Contains(pattern[i], StringComparison.Ordinal))
                search.Append('\\').Append(pattern[i]);
            else
                search.Append(pattern[i]);
        }

        return search.Append('*').ToString();
    }
}
