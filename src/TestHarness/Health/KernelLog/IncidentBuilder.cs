using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace TestHarness.Health.KernelLog;

/// <summary>An incident whose errors are still being read, and the rules by which an error belongs to it.</summary>
internal sealed partial class IncidentBuilder(KernelLogFinding first)
{
    /// <summary>How long after its last error an incident takes an error of the same device.</summary>
    /// <value>2 minutes: the FC transport gives a lost port up after 60 s (dev_loss_tmo) unless told otherwise.</value>
    private static readonly TimeSpan SameDevice = TimeSpan.FromMinutes(2);

    /// <summary>How long after its last error an incident takes an error that names no device of it.</summary>
    private static readonly TimeSpan Consequence = TimeSpan.FromSeconds(10);

    private readonly List<KernelLogFinding> _findings = [];
    private readonly HashSet<string> _roots = [];
    private bool _hasDump;

    /// <summary>Returns whether an error is of a device of this incident, or is its first error again.</summary>
    public bool Shares(KernelLogFinding finding, ImmutableArray<string> subjects) =>
        IsWithin(SameDevice, finding)
        && (subjects.Select(RecordSubjects.Root).Any(_roots.Contains) || (subjects.IsEmpty && TextOf(finding) == TextOf(first)));

    /// <summary>Returns whether this incident may have caused an error that names no device of it.</summary>
    public bool Causes(KernelLogFinding finding) => IsWithin(Consequence, finding) && finding.Layer switch
    {
        KernelLogLayer.Kernel => true,
        KernelLogLayer.Block or KernelLogLayer.FileSystem =>
            first.Layer >= KernelLogLayer.Transport && first.Layer < finding.Layer,
        // A crash and a lack of memory are followed by lines of registers, modules and memory zones.
        KernelLogLayer.Unknown or KernelLogLayer.Memory => _hasDump,
        _ => false,
    };

    public void Add(KernelLogFinding finding, ImmutableArray<string> subjects)
    {
        _findings.Add(finding);
        _roots.UnionWith(subjects.Select(RecordSubjects.Root));
        _hasDump |= finding.Layer is KernelLogLayer.Kernel or KernelLogLayer.Memory;
    }

    public Incident Build() => new([.. _findings]);

    private bool IsWithin(TimeSpan limit, KernelLogFinding finding) =>
        finding.Record.Timestamp - _findings[^1].Record.Timestamp <= limit;

    private static string TextOf(KernelLogFinding finding) => Number().Replace(finding.Record.Text, "N");

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
